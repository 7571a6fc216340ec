/// Remarks for the caller, without duplicates.
#[derive(Debug, Default)]
pub struct Notes(Vec<String>);

impl Notes {
    /// Adds a remark.
    pub fn add(&mut self, note: &str) {
        if !self.0.iter().any(|known| known == note) {
            self.0.push(note.to_owned());
        }
    }

    /// All remarks.
    pub fn into_vec(self) -> Vec<String> {
        self.0
    }
}
