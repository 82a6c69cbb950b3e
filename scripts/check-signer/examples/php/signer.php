<?php

// A signer for AWS Signature Version 4 and its adapter to check-signer: PHP 8 alone.
//
//     npx signer-check --command "php signer.php"
//
// To check a signer of your own, copy the loop at the end and answer(), and call yours in answer().

declare(strict_types=1);

const ALGORITHM = 'AWS4-HMAC-SHA256';

// What a proxy or the HTTP client may change on the way is not signed.
const NOT_SIGNED = ['authorization', 'connection', 'expect', 'user-agent', 'x-amzn-trace-id'];

/** Signs one case. Instead of the signature, "authorization" or "url" would do. */
function answer(array $case): array
{
    $canonicalRequest = canonicalRequest($case);
    $stringToSign = implode("\n", [ALGORITHM, $case['timestamp'], scope($case), hash('sha256', $canonicalRequest)]);
    $key = signingKey($case);
    return [
        'canonicalRequest' => $canonicalRequest,
        'stringToSign' => $stringToSign,
        'signingKey' => bin2hex($key),
        'signature' => hash_hmac('sha256', $stringToSign, $key),
    ];
}

// The signer itself.

function canonicalRequest(array $case): string
{
    ['request' => $request, 'options' => $options] = $case;
    $payloadHash = payloadHash($case);
    $headers = headersToSign($request['headers']);
    $parameters = parameters($request['query']);
    if ($case['mode'] === 'header') {
        $headers = headersToSign([...$request['headers'], ...addedHeaders($case, $payloadHash)]);
    } else {
        $parameters = [...$parameters, ...addedParameters($case, signedHeaders($headers))];
    }
    $lines = array_map(fn ($name) => "$name:$headers[$name]\n", array_map('strval', array_keys($headers)));
    return implode("\n", [
        $request['method'],
        canonicalUri(pathToEncode($case), $options['normalizePath']),
        canonicalQuery($parameters),
        implode('', $lines),
        signedHeaders($headers),
        $payloadHash,
    ]);
}

function isForS3(array $case): bool
{
    return ($case['profile'] ?? null) === 's3';
}

function payloadHash(array $case): string
{
    $signBody = $case['options']['signBody'];
    if (isForS3($case) && ($case['mode'] === 'query' || !$signBody)) {
        return 'UNSIGNED-PAYLOAD';
    }
    return hash('sha256', $signBody ? body($case['request']) : '');
}

/** S3 encodes a path once in all, and the client has done so. */
function pathToEncode(array $case): string
{
    $path = $case['request']['path'];
    return isForS3($case) ? rawurldecode($path) : $path;
}

function body(array $request): string
{
    return isset($request['bodyBase64']) ? base64_decode($request['bodyBase64']) : $request['body'];
}

function addedHeaders(array $case, string $payloadHash): array
{
    $token = signedToken($case);
    return [
        ['X-Amz-Date', $case['timestamp']],
        ...($token === null ? [] : [['X-Amz-Security-Token', $token]]),
        ...($case['options']['signBody'] || isForS3($case) ? [['x-amz-content-sha256', $payloadHash]] : []),
    ];
}

function addedParameters(array $case, string $signedHeaders): array
{
    $token = signedToken($case);
    return [
        ['X-Amz-Algorithm', ALGORITHM],
        ['X-Amz-Credential', $case['credentials']['accessKeyId'] . '/' . scope($case)],
        ['X-Amz-Date', $case['timestamp']],
        ['X-Amz-Expires', (string) $case['expiresIn']],
        ['X-Amz-SignedHeaders', $signedHeaders],
        ...($token === null ? [] : [['X-Amz-Security-Token', $token]]),
    ];
}

function signedToken(array $case): ?string
{
    return $case['options']['signSessionToken'] ? $case['credentials']['sessionToken'] ?? null : null;
}

/** Encoded once more than it is sent: a space that is sent as %20 is signed as %2520. */
function canonicalUri(string $path, bool $normalize): string
{
    $signed = $normalize ? normalized($path) : ($path === '' ? '/' : $path);
    // rawurlencode leaves the unreserved characters alone, and no others.
    return str_replace('%2F', '/', rawurlencode($signed));
}

function normalized(string $path): string
{
    $segments = [];
    foreach (explode('/', $path) as $segment) {
        if ($segment === '..') {
            array_pop($segments);
        } elseif ($segment !== '' && $segment !== '.') {
            $segments[] = $segment;
        }
    }
    $end = str_ends_with($path, '/') && $segments !== [] ? '/' : '';
    return '/' . implode('/', $segments) . $end;
}

/** Names and values, decoded. parse_str would lose repeated names; urldecode reads a raw + as a space, as API Gateway does. */
function parameters(string $query): array
{
    $parameters = [];
    foreach (explode('&', $query) as $parameter) {
        if ($parameter === '') {
            continue;
        }
        [$name, $value] = [...explode('=', $parameter, 2), ''];
        $parameters[] = [urldecode($name), urldecode($value)];
    }
    return $parameters;
}

function canonicalQuery(array $parameters): string
{
    $encoded = array_map(fn ($pair) => array_map('rawurlencode', $pair), $parameters);
    // <=> would compare texts of digits as numbers.
    usort($encoded, fn ($a, $b) => strcmp($a[0], $b[0]) ?: strcmp($a[1], $b[1]));
    return implode('&', array_map(fn ($pair) => "$pair[0]=$pair[1]", $encoded));
}

/** Values by name: names in lower case and sorted, white space tidied, duplicates joined. */
function headersToSign(array $headers): array
{
    $values = [];
    foreach ($headers as [$name, $value]) {
        $name = strtolower($name);
        if (!in_array($name, NOT_SIGNED, true)) {
            $values[$name][] = trim(preg_replace('/[ \t\r\n]+/', ' ', $value), ' ');
        }
    }
    ksort($values, SORT_STRING);
    return array_map(fn ($all) => implode(',', $all), $values);
}

function signedHeaders(array $headers): string
{
    return implode(';', array_keys($headers));
}

function scope(array $case): string
{
    return implode('/', [substr($case['timestamp'], 0, 8), $case['region'], $case['service'], 'aws4_request']);
}

function signingKey(array $case): string
{
    $key = 'AWS4' . $case['credentials']['secretAccessKey'];
    foreach (explode('/', scope($case)) as $part) {
        $key = hash_hmac('sha256', $part, $key, true);
    }
    return $key;
}

while (($line = fgets(STDIN)) !== false) {
    $case = json_decode($line, true, flags: JSON_THROW_ON_ERROR);
    try {
        $result = answer($case);
    } catch (Throwable $error) {
        $result = ['error' => get_class($error) . ': ' . $error->getMessage()];
    }
    echo json_encode(['id' => $case['id'], ...$result], JSON_THROW_ON_ERROR), "\n";
}
