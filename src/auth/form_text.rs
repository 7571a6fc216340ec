/// A text for forms and docs. Without the feature `schema` it is empty, so that it isn't in the WebAssembly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FormText(#[cfg(feature = "schema")] pub &'static str);

impl FormText {
    /// No text.
    pub const EMPTY: FormText = FormText::new("");

    /// This text.
    #[cfg(feature = "schema")]
    pub const fn new(text: &'static str) -> Self {
        FormText(text)
    }

    /// No text: this build has no forms.
    #[cfg(not(feature = "schema"))]
    pub const fn new(_: &'static str) -> Self {
        FormText()
    }
}
