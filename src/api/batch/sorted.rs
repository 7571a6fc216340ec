use std::cmp::Ordering;

/// The numbers below `count` in the order that `compare` gives; equal ones stay as they are. One sort for all that is
/// sorted: each of its own would be compiled anew.
pub(crate) fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    // The usual case: IDs come in their order.
    if !(1..count).all(|at| compare(at - 1, at).is_le()) {
        order.sort_unstable_by(|&a, &b| compare(a, b).then(a.cmp(&b)));
    }
    order
}
