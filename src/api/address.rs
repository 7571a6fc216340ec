//! The host of a tenant: from a domain or a base URL to the origin that paths are put behind.

/// The suffixes that a tenant's host may have: the lane, then Workfront's own domain (facts, section 1.1).
const HOST_SUFFIXES: &[&str] = &[".workfront.com", ".workfront.adobe.com"];

/// The base URL, without a slash at its end, for a tenant's domain: `acme`, or a whole host such as
/// `acme.preview.workfront.com`, `acme.sb01.workfront.com` or `acme.my.workfront.adobe.com`.
///
/// # Errors
/// What is wrong with the domain.
pub fn from_domain(domain: &str) -> Result<String, String> {
    let domain = domain.trim().to_ascii_lowercase();
    if is_label(&domain) {
        return Ok(format!("https://{domain}.my.workfront.com"));
    }
    let prefix = HOST_SUFFIXES
        .iter()
        .find_map(|suffix| domain.strip_suffix(suffix));
    match prefix.map(|prefix| prefix.split('.').collect::<Vec<_>>()) {
        Some(labels) if labels.len() == 2 && labels.iter().all(|label| is_label(label)) => {
            Ok(format!("https://{domain}"))
        }
        _ => Err("must be a Workfront domain such as 'acme' or 'acme.my.workfront.com'; give any other host as baseUrl".into()),
    }
}

/// The base URL, without a slash at its end. Only https, except to this machine; no user, query or fragment.
///
/// # Errors
/// What is wrong with the URL.
pub fn from_base_url(url: &str) -> Result<String, String> {
    let url = url.trim();
    let (scheme, rest) = url
        .split_once("://")
        .ok_or("must be a whole URL such as 'https://acme.my.workfront.com'")?;
    if rest.contains(['?', '#', '@', '\\']) || rest.bytes().any(|byte| byte <= b' ' || byte == 0x7f)
    {
        return Err(
            "must be only a host (and a path, behind a proxy): no user, query or fragment".into(),
        );
    }
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    check_authority(scheme, authority)?;
    let path = path.trim_end_matches('/');
    if path
        .split('/')
        .any(|segment| segment == "attask" || segment == "..")
    {
        return Err(
            "must end before '/attask'; the API version is an option of its own (apiVersion)"
                .into(),
        );
    }
    let slash = if path.is_empty() { "" } else { "/" };
    Ok(format!(
        "{}://{}{slash}{path}",
        scheme.to_ascii_lowercase(),
        authority.to_ascii_lowercase()
    ))
}

/// Whether events can be sent to this URL: https, except to this machine, with neither user nor fragment.
///
/// # Errors
/// What is wrong with the URL.
pub fn check_receiver(url: &str) -> Result<(), String> {
    let (scheme, rest) = url
        .split_once("://")
        .ok_or("must be a whole URL such as 'https://example.com/hook'")?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    if authority.contains('@') || path.contains(['#', '\\']) {
        return Err("must have neither a user nor a fragment".into());
    }
    if url.bytes().any(|byte| byte <= b' ' || byte >= 0x7f) {
        return Err("must be written with ASCII letters, without spaces".into());
    }
    check_authority(scheme, authority)
}

fn check_authority(scheme: &str, authority: &str) -> Result<(), String> {
    let host = host_of(authority).ok_or("has no valid host")?;
    match scheme.to_ascii_lowercase().as_str() {
        "https" => Ok(()),
        "http" if is_loopback(host) => Ok(()),
        "http" => Err("must begin with https:// (plain http is only for this machine)".into()),
        _ => Err("must begin with https://".into()),
    }
}

fn is_label(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 63
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// The host of `host:port`, with an IPv6 address still in its brackets.
fn host_of(authority: &str) -> Option<&str> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let end = rest.find(']')? + 2;
            (&authority[..end], &authority[end..])
        }
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let port_fits = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|digits| digits.parse::<u16>().is_ok());
    let host_fits = host.starts_with('[')
        || host
            .split('.')
            .all(|label| is_label(label) || label.contains('_'));
    (port_fits && host_fits && !host.is_empty()).then_some(host)
}

/// Whether the host is this machine.
fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let is_ipv4_loopback = || {
        let octets: Vec<Option<u8>> = host.split('.').map(|octet| octet.parse().ok()).collect();
        octets.len() == 4 && octets[0] == Some(127) && octets.iter().all(Option::is_some)
    };
    host == "localhost" || host == "[::1]" || is_ipv4_loopback()
}
