/// How much later than `expiresAt` a plan or an approval still counts, and how much earlier than it was made, because clocks differ.
const TOLERANCE_MS: f64 = 60_000.0;

/// Whether something that expired at `expires_at` counts no more. Times are in milliseconds since 1970.
pub(in crate::services::plans) fn is_expired(expires_at: f64, now: f64) -> bool {
    now > expires_at + TOLERANCE_MS
}

/// Whether something that was made at `made_at` can't have been made yet. Times are in milliseconds since 1970.
pub(in crate::services::plans) fn is_in_future(made_at: f64, now: f64) -> bool {
    made_at > now + TOLERANCE_MS
}
