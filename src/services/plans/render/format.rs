use super::visible::visible;
use serde::Deserialize;

/// The format of a rendered plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown (CommonMark).
    Markdown,
    /// A fragment of HTML.
    Html,
    /// Slack's mrkdwn, for the text of a block or message.
    Slack,
}

impl Format {
    /// The number of steps on a page. A page stays below the limits of messages and comments.
    pub(super) fn page_size(self) -> usize {
        match self {
            Format::Slack => 10,
            _ => 50,
        }
    }

    /// Text that a person controls. It is shown as it is and means nothing in the format.
    pub(super) fn value(self, text: &str) -> String {
        let text = visible(text);
        match self {
            Format::Text => text,
            Format::Html => format!("<code>{}</code>", html(&text)),
            Format::Markdown => code_span(&text),
            Format::Slack => format!("`{}`", slack(&text)),
        }
    }

    /// Text of this package.
    pub(super) fn plain(self, text: &str) -> String {
        match self {
            Format::Html => html(text),
            _ => text.to_owned(),
        }
    }

    /// A heading. The text is in the format already, as in the functions below.
    pub(super) fn heading(self, text: &str) -> String {
        match self {
            Format::Text => format!("{text}\n\n"),
            Format::Markdown => format!("## {text}\n\n"),
            Format::Html => format!("<h2>{text}</h2>\n"),
            Format::Slack => format!("*{text}*\n"),
        }
    }

    /// A line.
    pub(super) fn line(self, text: &str) -> String {
        match self {
            // A blank line between them, or Markdown would join the lines.
            Format::Markdown => format!("{text}\n\n"),
            Format::Html => format!("<p>{text}</p>\n"),
            Format::Text | Format::Slack => format!("{text}\n"),
        }
    }

    /// An item of a list with lines of its own.
    pub(super) fn item(self, text: &str, details: &[String]) -> String {
        let mut item = match self {
            Format::Text | Format::Markdown => format!("- {text}\n"),
            Format::Html => format!("<li>{text}"),
            Format::Slack => format!("• {text}\n"),
        };
        if self == Format::Html {
            if !details.is_empty() {
                item.push_str("<ul>");
                for detail in details {
                    item.push_str(&format!("<li>{detail}</li>"));
                }
                item.push_str("</ul>");
            }
            item.push_str("</li>\n");
            return item;
        }
        for detail in details {
            let mark = match self {
                Format::Slack => "      ◦ ",
                _ => "  - ",
            };
            item.push_str(mark);
            item.push_str(detail);
            item.push('\n');
        }
        item
    }

    /// A list of items.
    pub(super) fn list(self, items: &str) -> String {
        match self {
            Format::Html => format!("<ul>\n{items}</ul>\n"),
            _ => format!("{items}\n"),
        }
    }
}

fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// How many backticks a value may have in a row; with more, all are written as `\u{60}`.
const MAX_BACKTICKS: usize = 20;

/// A code span, in which Markdown reads nothing but the end: a run of more backticks than the text has.
fn code_span(text: &str) -> String {
    // GitHub's parser takes a fence of more than 80 backticks for text.
    if text.contains(&"`".repeat(MAX_BACKTICKS + 1)) {
        return code_span(&text.replace('`', "\\u{60}"));
    }
    let mut longest = 0;
    let mut run = 0;
    for letter in text.chars() {
        run = if letter == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    // The spaces are not shown; without them a backtick at an end would belong to the fence.
    match text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) {
        true => format!("{fence} {text} {fence}"),
        false if text.is_empty() => "` `".to_owned(),
        false => format!("{fence}{text}{fence}"),
    }
}

/// Slack reads `&`, `<` and `>`, and the backtick that ends a code span, which it has no escape for. An `@` at the beginning of
/// a word is a mention for some integrations.
fn slack(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut is_in_word = false;
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '`' => escaped.push('\u{2cb}'),
            '@' if !is_in_word => escaped.push('\u{ff20}'),
            _ => escaped.push(letter),
        }
        is_in_word = letter.is_alphanumeric();
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn a_name_means_nothing_in_any_format() {
        let name = "<!channel> @here `rm` *b* <script>&\u{202e}";
        assert_eq!(
            Format::Text.value(name),
            "<!channel> @here `rm` *b* <script>&\\u{202e}"
        );
        assert_eq!(
            Format::Html.value(name),
            "<code>&lt;!channel&gt; @here `rm` *b* &lt;script&gt;&amp;\\u{202e}</code>"
        );
        assert_eq!(
            Format::Markdown.value(name),
            "``<!channel> @here `rm` *b* <script>&\\u{202e}``"
        );
        assert_eq!(
            Format::Slack.value(name),
            "`&lt;!channel&gt; ＠here ˋrmˋ *b* &lt;script&gt;&amp;\\u{202e}`"
        );
    }

    #[test]
    fn code_spans_end_where_they_should() {
        assert_eq!(Format::Markdown.value("a``b"), "```a``b```");
        assert_eq!(Format::Markdown.value("`"), "`` ` ``");
        assert_eq!(Format::Markdown.value(""), "` `");
        assert_eq!(Format::Markdown.value(&"`".repeat(20)).len(), 21 + 22 + 21);
        assert_eq!(
            Format::Markdown.value(&["a", &"`".repeat(80)].concat()),
            ["`a", &"\\u{60}".repeat(80), "`"].concat()
        );
    }
}
