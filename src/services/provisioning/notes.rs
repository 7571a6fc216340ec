/// What to know of a run; each is told once.
#[derive(Debug, Default)]
pub struct Notes(Vec<String>);

impl Notes {
    /// Notes something.
    pub fn add(&mut self, note: &str) {
        if !self.0.iter().any(|known| known == note) {
            self.0.push(note.to_owned());
        }
    }

    /// All of them.
    pub fn into_vec(self) -> Vec<String> {
        self.0
    }
}
