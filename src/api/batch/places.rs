//! Where each of many names stands.

/// Names, to be found by bisection.
pub(crate) struct Places {
    names: Vec<String>,
    /// The indexes of the names in the order of the names; equal ones in their own order.
    order: Vec<usize>,
}

impl Places {
    /// The places of these names; an empty one stands for none.
    pub fn of(names: Vec<String>) -> Self {
        let mut order = Vec::with_capacity(names.len());
        for at in 0..names.len() {
            order.push(at);
        }
        // The usual case: IDs come in their order.
        if !names.is_sorted() {
            order.sort_unstable_by(|&a, &b| names[a].cmp(&names[b]).then(a.cmp(&b)));
        }
        Places { names, order }
    }

    /// The places of `name`, and of the names behind it in their order.
    pub fn from(&self, name: &str) -> &[usize] {
        let from = self.order.partition_point(|&at| *self.names[at] < *name);
        self.order.get(from..).unwrap_or_default()
    }

    /// The first place of `name`.
    pub fn first(&self, name: &str) -> Option<usize> {
        let at = *self.from(name).first()?;
        self.is_at(at, name).then_some(at)
    }

    /// Whether `name` stands at this place.
    pub fn is_at(&self, at: usize, name: &str) -> bool {
        !name.is_empty() && self.names[at] == name
    }

    /// Whether another name is the same, for each of them.
    pub fn twins(&self) -> Vec<bool> {
        let mut twins = vec![false; self.names.len()];
        for pair in self.order.windows(2) {
            if self.is_at(pair[0], &self.names[pair[1]]) {
                twins[pair[0]] = true;
                twins[pair[1]] = true;
            }
        }
        twins
    }

    /// The names, in their own order.
    pub fn into_names(self) -> Vec<String> {
        self.names
    }

    /// The names, in their own order.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}
