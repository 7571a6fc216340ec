use crate::input::{Problems, join, text_enum};

text_enum! {
    /// How a filter compares (facts, section 4.1: Adobe's constants package).
    pub enum Modifier {
        /// Less than.
        Lt = "lt",
        /// At most.
        Lte = "lte",
        /// More than.
        Gt = "gt",
        /// At least.
        Gte = "gte",
        /// Equal; a date means the whole day.
        Eq = "eq",
        /// Not equal, or without a value.
        Ne = "ne",
        /// Not equal, and with a value.
        Nee = "nee",
        /// Equal, upper and lower case alike.
        Cieq = "cieq",
        /// Not equal, upper and lower case alike.
        Cine = "cine",
        /// One of several.
        In = "in",
        /// One of several, upper and lower case alike.
        Ciin = "ciin",
        /// None of several.
        Notin = "notin",
        /// None of several, upper and lower case alike.
        Cinotin = "cinotin",
        /// All of several.
        Allof = "allof",
        /// Has the text in it.
        Contains = "contains",
        /// Has the text in it, upper and lower case alike.
        Cicontains = "cicontains",
        /// Has any of the words in it.
        Cicontainsany = "cicontainsany",
        /// Has all of the words in it.
        Cicontainsall = "cicontainsall",
        /// Doesn't have the text in it.
        Notcontains = "notcontains",
        /// Doesn't have the text in it, upper and lower case alike.
        Cinotcontains = "cinotcontains",
        /// Has none of the words in it.
        Cinotcontainsany = "cinotcontainsany",
        /// Lacks one of the words.
        Cinotcontainsall = "cinotcontainsall",
        /// Fits an SQL pattern with `%` and `_`.
        Like = "like",
        /// Fits an SQL pattern, upper and lower case alike.
        Cilike = "cilike",
        /// Begins with the text.
        Startswith = "startswith",
        /// Sounds like the text.
        Soundex = "soundex",
        /// From `value` to `upperValue`.
        Between = "between",
        /// Outside of `value` to `upperValue`.
        Notbetween = "notbetween",
        /// From `value` to `upperValue`, upper and lower case alike.
        Cibetween = "cibetween",
        /// Outside of `value` to `upperValue`, upper and lower case alike.
        Cinotbetween = "cinotbetween",
        /// Has no value.
        Isnull = "isnull",
        /// Has a value.
        Notnull = "notnull",
        /// Has no value, or only blanks.
        Isblank = "isblank",
        /// Has more than blanks.
        Notblank = "notblank",
        /// The very moment, not the whole day.
        Exacttime = "exacttime",
        /// Shorter than this many characters.
        LengthLt = "length_lt",
        /// Exactly this many characters.
        LengthEq = "length_eq",
        /// Longer than this many characters.
        LengthGt = "length_gt",
        /// Has any of these bits.
        Bitwiseor = "bitwiseor",
        /// Has all of these bits.
        Bitwiseand = "bitwiseand",
        /// Has not all of these bits.
        Bitwisenand = "bitwisenand",
    }
}

impl Modifier {
    fn takes_range(self) -> bool {
        matches!(
            self,
            Modifier::Between | Modifier::Notbetween | Modifier::Cibetween | Modifier::Cinotbetween
        )
    }

    pub(super) fn takes_nothing(self) -> bool {
        matches!(
            self,
            Modifier::Isnull | Modifier::Notnull | Modifier::Isblank | Modifier::Notblank
        )
    }

    fn takes_several(self) -> bool {
        matches!(
            self,
            Modifier::In
                | Modifier::Ciin
                | Modifier::Notin
                | Modifier::Cinotin
                | Modifier::Allof
                | Modifier::Cicontainsany
                | Modifier::Cicontainsall
                | Modifier::Cinotcontainsany
                | Modifier::Cinotcontainsall
        )
    }
}

/// Checks that the values fit the modifier.
pub(super) fn check(
    modifier: Option<Modifier>,
    values: &[String],
    upper: &[String],
    path: &str,
    problems: &mut Problems,
) -> Option<()> {
    let range = modifier.map_or(!upper.is_empty(), Modifier::takes_range);
    let nothing = modifier.is_some_and(Modifier::takes_nothing);
    // Without a modifier Workfront reads several values as `in`.
    let several = modifier.is_none_or(Modifier::takes_several) && !range;
    let name = modifier.map_or("this filter", Modifier::as_str);
    let (at, problem, instead) = if nothing && !(values.is_empty() && upper.is_empty()) {
        ("value", "must be left out with", "")
    } else if !nothing && values.is_empty() {
        let instead = "; use isnull to find those without a value";
        ("value", "is required with", instead)
    } else if values.len() > 1 && !several {
        ("value", "must be one value with", "; use in for several")
    } else if range && upper.len() != 1 {
        ("upperValue", "is required, as one value, with", "")
    } else if !range && !upper.is_empty() {
        let instead = "; use between for a range";
        ("upperValue", "must be left out with", instead)
    } else {
        return Some(());
    };
    problems.add(&join(path, at), format!("{problem} {name}{instead}"));
    None
}
