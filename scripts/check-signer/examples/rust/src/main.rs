//! A signer for AWS Signature Version 4 and its adapter to check-signer: hmac, sha2 and serde_json.
//!
//!     cargo build --release
//!     npx signer-check --command target/release/signer
//!
//! To check a signer of your own, copy main and answer, and call yours in answer.

use hmac::{Hmac, Mac};
use serde_json::{json, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let mut result = answer(&case).unwrap_or_else(|error| json!({ "error": error }));
        result["id"] = case["id"].clone();
        writeln!(output, "{result}")?;
        output.flush()?;
    }
    Ok(())
}

/// Signs one case. Instead of the signature, "authorization" or "url" would do.
fn answer(case: &Value) -> Result<Value, String> {
    if case["profile"] == "s3" {
        return Ok(json!({ "skip": "signs for all services except S3" }));
    }
    let canonical_request = canonical_request(case)?;
    let hashed = hex(&Sha256::digest(&canonical_request));
    let string_to_sign = [ALGORITHM, text(&case["timestamp"]), &scope(case), &hashed].join("\n");
    let key = signing_key(case);
    Ok(json!({
        "canonicalRequest": canonical_request,
        "stringToSign": string_to_sign,
        "signingKey": hex(&key),
        "signature": hex(&hmac_sha256(&key, &string_to_sign)),
    }))
}

// The signer itself.

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// What a proxy or the HTTP client may change on the way is not signed.
const NOT_SIGNED: [&str; 5] = ["authorization", "connection", "expect", "user-agent", "x-amzn-trace-id"];

type Pair = (String, String);

fn canonical_request(case: &Value) -> Result<String, String> {
    let (request, options) = (&case["request"], &case["options"]);
    let body = if options["signBody"] == true { body(request)? } else { Vec::new() };
    let payload_hash = hex(&Sha256::digest(body));
    let mut own: Vec<Pair> = Vec::new();
    for header in request["headers"].as_array().into_iter().flatten() {
        own.push((text(&header[0]).into(), text(&header[1]).into()));
    }
    let mut parameters = parameters(text(&request["query"]));
    if case["mode"] == "header" {
        own.extend(added_headers(case, &payload_hash));
    } else {
        parameters.extend(added_parameters(case, &signed_headers(&headers_to_sign(&own))));
    }
    let headers = headers_to_sign(&own);
    let lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    Ok([
        text(&request["method"]),
        &canonical_uri(text(&request["path"]), options["normalizePath"] == true),
        &canonical_query(parameters),
        &lines,
        &signed_headers(&headers),
        &payload_hash,
    ]
    .join("\n"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn body(request: &Value) -> Result<Vec<u8>, String> {
    match request["bodyBase64"].as_str() {
        Some(encoded) => base64_decode(encoded),
        None => Ok(text(&request["body"]).as_bytes().to_vec()),
    }
}

fn added_headers(case: &Value, payload_hash: &str) -> Vec<Pair> {
    let mut added = vec![("X-Amz-Date".into(), text(&case["timestamp"]).into())];
    if let Some(token) = signed_token(case) {
        added.push(("X-Amz-Security-Token".into(), token.into()));
    }
    if case["options"]["signBody"] == true {
        added.push(("x-amz-content-sha256".into(), payload_hash.into()));
    }
    added
}

fn added_parameters(case: &Value, signed_headers: &str) -> Vec<Pair> {
    let credential = format!("{}/{}", text(&case["credentials"]["accessKeyId"]), scope(case));
    let mut added: Vec<Pair> = vec![
        ("X-Amz-Algorithm".into(), ALGORITHM.into()),
        ("X-Amz-Credential".into(), credential),
        ("X-Amz-Date".into(), text(&case["timestamp"]).into()),
        ("X-Amz-Expires".into(), case["expiresIn"].to_string()),
        ("X-Amz-SignedHeaders".into(), signed_headers.into()),
    ];
    if let Some(token) = signed_token(case) {
        added.push(("X-Amz-Security-Token".into(), token.into()));
    }
    added
}

fn signed_token(case: &Value) -> Option<&str> {
    let token = case["credentials"]["sessionToken"].as_str();
    token.filter(|_| case["options"]["signSessionToken"] == true)
}

/// Encoded once more than it is sent: a space that is sent as %20 is signed as %2520.
fn canonical_uri(path: &str, normalize: bool) -> String {
    let signed = match (normalize, path) {
        (true, _) => normalized(path),
        (false, "") => "/".into(),
        (false, _) => path.into(),
    };
    uri_encode(signed.as_bytes()).replace("%2F", "/")
}

fn normalized(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            ".." => drop(segments.pop()),
            "" | "." => {}
            _ => segments.push(segment),
        }
    }
    let end = if path.ends_with('/') && !segments.is_empty() { "/" } else { "" };
    format!("/{}{end}", segments.join("/"))
}

/// Names and values, decoded and encoded again.
fn parameters(query: &str) -> Vec<Pair> {
    let parameters = query.split('&').filter(|parameter| !parameter.is_empty());
    parameters
        .map(|parameter| {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            (query_decode(name), query_decode(value))
        })
        .collect()
}

/// A raw + is a space, as it is to API Gateway.
fn query_decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::new();
    let mut index = 0;
    while index < bytes.len() {
        let escape = text.get(index + 1..index + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (bytes[index], escape) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                index += 3;
                continue;
            }
            (b'+', _) => decoded.push(b' '),
            (byte, _) => decoded.push(byte),
        }
        index += 1;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn canonical_query(parameters: Vec<Pair>) -> String {
    let mut encoded: Vec<Pair> = parameters
        .iter()
        .map(|(name, value)| (uri_encode(name.as_bytes()), uri_encode(value.as_bytes())))
        .collect();
    encoded.sort();
    let texts: Vec<String> = encoded.iter().map(|(name, value)| format!("{name}={value}")).collect();
    texts.join("&")
}

/// Values by name: names in lower case and sorted, white space tidied, duplicates joined.
fn headers_to_sign(headers: &[Pair]) -> BTreeMap<String, String> {
    let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in headers {
        let name = name.to_ascii_lowercase();
        if !NOT_SIGNED.contains(&name.as_str()) {
            values.entry(name).or_default().push(tidied(value));
        }
    }
    values.into_iter().map(|(name, all)| (name, all.join(","))).collect()
}

fn tidied(value: &str) -> String {
    let words = value.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn signed_headers(headers: &BTreeMap<String, String>) -> String {
    headers.keys().cloned().collect::<Vec<_>>().join(";")
}

fn scope(case: &Value) -> String {
    let date = &text(&case["timestamp"])[..8];
    [date, text(&case["region"]), text(&case["service"]), "aws4_request"].join("/")
}

fn signing_key(case: &Value) -> Vec<u8> {
    let secret = format!("AWS4{}", text(&case["credentials"]["secretAccessKey"]));
    scope(case).split('/').fold(secret.into_bytes(), |key, part| hmac_sha256(&key, part))
}

fn uri_encode(bytes: &[u8]) -> String {
    let mut encoded = String::new();
    for &byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte as char),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

fn hmac_sha256(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn base64_decode(encoded: &str) -> Result<Vec<u8>, String> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut decoded, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for digit in encoded.bytes().filter(|&digit| digit != b'=') {
        let value = ALPHABET.iter().position(|&one| one == digit).ok_or("not base64")?;
        bits = bits << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            decoded.push((bits >> count) as u8);
        }
    }
    Ok(decoded)
}
