//! The base URL of a tenant, from a domain or a URL.

/// The suffixes of a tenant's host, after the lane (docs/workfront-facts.md#hosts).
const HOST_SUFFIXES: &[&str] = &[".workfront.com", ".workfront.adobe.com"];

/// The base URL, without a slash at its end, for a tenant's domain: `acme`, or a whole host such as
/// `acme.preview.workfront.com`, `acme.sb01.workfront.com` or `acme.my.workfront.adobe.com`.
///
/// # Errors
/// The problem with the domain.
pub fn from_domain(domain: &str) -> Result<String, &'static str> {
    let domain = domain.trim().to_ascii_lowercase();
    if is_label(&domain) {
        return Ok(format!("https://{domain}.my.workfront.com"));
    }
    let prefix = HOST_SUFFIXES
        .iter()
        .find_map(|suffix| domain.strip_suffix(suffix));
    match prefix.and_then(|prefix| prefix.split_once('.')) {
        Some((tenant, lane)) if is_label(tenant) && is_label(lane) => {
            Ok(format!("https://{domain}"))
        }
        _ => Err(
            "must be a Workfront domain such as 'acme' or 'acme.my.workfront.com'; use baseUrl for any other host",
        ),
    }
}

/// The base URL without a slash at its end. It must have https, except for a loopback host, and no user, query or fragment.
///
/// # Errors
/// The problem with the URL.
pub fn from_base_url(url: &str) -> Result<String, &'static str> {
    let (scheme, rest) = url
        .trim()
        .split_once("://")
        .ok_or("must be a complete URL such as 'https://acme.my.workfront.com'")?;
    if has_any(rest, b"?#@\\\x7f") || rest.bytes().any(|byte| byte <= b' ') {
        return Err(
            "must have only a host (and a path, behind a proxy): no user, query or fragment",
        );
    }
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    check_authority(scheme, authority)?;
    let mut path = path;
    while let Some(shorter) = path.strip_suffix("/") {
        path = shorter;
    }
    if path
        .split('/')
        .any(|segment| matches!(segment, "attask" | ".."))
    {
        return Err("must end before '/attask'; set the API version with the option apiVersion");
    }
    let mut base_url = format!("{scheme}://{authority}");
    base_url.make_ascii_lowercase();
    if !path.is_empty() {
        base_url.push('/');
        base_url.push_str(path);
    }
    Ok(base_url)
}

/// Checks the URL that events are sent to. It must have https, except for a loopback host, and no user or fragment.
///
/// # Errors
/// The problem with the URL.
pub fn check_receiver(url: &str) -> Result<(), &'static str> {
    let (scheme, rest) = url
        .split_once("://")
        .ok_or("must be a complete URL such as 'https://example.com/hook'")?;
    let end = rest.bytes().position(|byte| byte == b'/' || byte == b'?');
    let (authority, path) = end
        .and_then(|end| rest.split_at_checked(end))
        .unwrap_or((rest, ""));
    if has_any(authority, b"@") || has_any(path, b"#\\") {
        return Err("must not have a user or a fragment");
    }
    if url.bytes().any(|byte| byte <= b' ' || byte >= 0x7f) {
        return Err("must have only ASCII characters, without spaces");
    }
    check_authority(scheme, authority)
}

fn has_any(text: &str, bytes: &[u8]) -> bool {
    text.bytes().any(|byte| bytes.contains(&byte))
}

fn check_authority(scheme: &str, authority: &str) -> Result<(), &'static str> {
    let host = host_of(authority).ok_or("must have a valid host")?;
    if scheme.eq_ignore_ascii_case("https") {
        Ok(())
    } else if !scheme.eq_ignore_ascii_case("http") {
        Err("must begin with https://")
    } else if is_loopback(host) {
        Ok(())
    } else {
        Err("must begin with https:// (http is only allowed for localhost)")
    }
}

fn is_label(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return false;
    };
    bytes.len() < 64
        && *first != b'-'
        && *last != b'-'
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

/// The host of `host:port`; an IPv6 address keeps its brackets.
fn host_of(authority: &str) -> Option<&str> {
    let is_ipv6 = authority.as_bytes().first() == Some(&b'[');
    let end = if is_ipv6 {
        authority.split_once(']')?.0.len() + 1
    } else {
        authority
            .split_once(':')
            .map_or(authority.len(), |(host, _)| host.len())
    };
    let (host, port) = authority.split_at_checked(end)?;
    let port_fits = port.is_empty()
        || port
            .strip_prefix(":")
            .and_then(|digits| digits.parse::<u32>().ok())
            .is_some_and(|number| number <= 65_535);
    let host_fits = is_ipv6
        || host
            .split('.')
            .all(|label| is_label(label) || label.contains('_'));
    (port_fits && host_fits).then_some(host)
}

/// Whether the host is a loopback host.
fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host == "[::1]" || is_ipv4_loopback(host)
}

fn is_ipv4_loopback(host: &str) -> bool {
    let mut octets = 0;
    for octet in host.split('.') {
        match octet.parse::<u32>() {
            Ok(127) => {}
            Ok(0..=255) if octets > 0 => {}
            _ => return false,
        }
        octets += 1;
    }
    octets == 4
}
