use subtle::ConstantTimeEq;

const SCHEME: &str = "bearer ";

/// Whether a request's `Authorization` carries one of these tokens, alone or behind `Bearer`
/// (docs/workfront-facts.md#event-tokens). The time of the comparison depends only on the lengths.
pub fn is_genuine(authorization: &str, tokens: &[String]) -> bool {
    let bare = authorization
        .get(..SCHEME.len())
        .filter(|scheme| scheme.eq_ignore_ascii_case(SCHEME))
        .and_then(|scheme| authorization.get(scheme.len()..));
    let mut found = false;
    for token in tokens {
        // All are compared, so that the time doesn't depend on which one matches.
        found |= is_equal(authorization, token);
        found |= is_equal(bare.unwrap_or_default(), token);
    }
    found
}

fn is_equal(given: &str, token: &str) -> bool {
    !token.is_empty() && bool::from(given.as_bytes().ct_eq(token.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::is_genuine;

    #[test]
    fn alone_or_behind_bearer_and_nothing_else() {
        let tokens = ["s3cret-token".to_owned(), "Bearer old".to_owned()];
        for good in [
            "s3cret-token",
            "Bearer s3cret-token",
            "bearer s3cret-token",
            "Bearer old",
            "Bearer Bearer old",
        ] {
            assert!(is_genuine(good, &tokens), "{good}");
        }
        for bad in [
            "",
            "Bearer ",
            "Bearer",
            "s3cret-toke",
            "s3cret-tokens3cret-token",
            "s3cret-tokenX",
            "S3cret-token",
            "Basic s3cret-token",
            "Bearer  s3cret-token",
            "old",
            "\u{20ac}earer s3cret-token",
        ] {
            assert!(!is_genuine(bad, &tokens), "{bad}");
        }
        assert!(!is_genuine("", &[String::new()]), "an empty token");
        assert!(!is_genuine("Bearer ", &[String::new()]), "an empty token");
    }
}
