//! std's own text functions, under the names that were there.

#[inline(always)]
pub(crate) fn join<S: std::borrow::Borrow<str>>(parts: &[S], between: &str) -> String {
    parts.join(between)
}
#[inline(always)]
pub(crate) fn concat(parts: &[&str]) -> String {
    parts.concat()
}
#[inline(always)]
pub(crate) fn has(text: &str, part: &str) -> bool {
    text.contains(part)
}
#[inline(always)]
pub(crate) fn cut<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    text.split_once(part)
}
#[inline(always)]
pub(crate) fn cut_last<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    text.rsplit_once(part)
}
#[inline(always)]
pub(crate) fn split<'a>(text: &'a str, between: &str) -> Vec<&'a str> {
    text.split(between).collect()
}
#[inline(always)]
pub(crate) fn holds(bytes: &[u8], byte: u8) -> bool {
    bytes.contains(&byte)
}
#[inline(always)]
pub(crate) fn push_number(text: &mut String, number: usize) {
    text.push_str(&number.to_string())
}
