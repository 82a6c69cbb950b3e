// A signer for AWS Signature Version 4 and its adapter to check-signer: .NET 10 alone.
//
//     dotnet build Signer.cs --output build
//     npx signer-check --command build/Signer
//
// To check a signer of your own, copy the loop and Answer, and call yours in Answer.

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var input = new StreamReader(Console.OpenStandardInput(), utf8);
using var output = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true, NewLine = "\n" };
while (input.ReadLine() is { } line)
{
    var one = JsonNode.Parse(line)!;
    JsonObject result;
    try
    {
        result = Signer.Answer(one);
    }
    catch (Exception error)
    {
        result = new JsonObject { ["error"] = error.Message };
    }
    result["id"] = (int)one["id"]!;
    output.WriteLine(result.ToJsonString());
}

static class Signer
{
    const string Algorithm = "AWS4-HMAC-SHA256";

    /// What a proxy or the HTTP client may change on the way is not signed.
    static readonly HashSet<string> NotSigned =
        ["authorization", "connection", "expect", "user-agent", "x-amzn-trace-id"];

    record Pair(string Name, string Value);

    /// Signs one case. Instead of the signature, "authorization" or "url" would do.
    public static JsonObject Answer(JsonNode one)
    {
        var canonicalRequest = CanonicalRequest(one);
        var hash = Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)));
        var stringToSign = string.Join("\n", Algorithm, Text(one["timestamp"]), Scope(one), hash);
        var key = SigningKey(one);
        return new JsonObject
        {
            ["canonicalRequest"] = canonicalRequest,
            ["stringToSign"] = stringToSign,
            ["signingKey"] = Hex(key),
            ["signature"] = Hex(Hmac(key, stringToSign)),
        };
    }

    // The signer itself.

    static string CanonicalRequest(JsonNode one)
    {
        var request = one["request"]!;
        var isInHeader = Text(one["mode"]) == "header";
        var payloadHash = PayloadHash(one, isInHeader);
        var own = request["headers"]!.AsArray().Select(header => new Pair(Text(header![0]), Text(header[1]))).ToList();
        var parameters = Parameters(Text(request["query"]));
        if (isInHeader) own.AddRange(AddedHeaders(one, payloadHash));
        var headers = HeadersToSign(own);
        var signedHeaders = string.Join(";", headers.Keys);
        if (!isInHeader) parameters.AddRange(AddedParameters(one, signedHeaders));
        return string.Join("\n",
            Text(request["method"]),
            CanonicalUri(PathToEncode(one), Option(one, "normalizePath")),
            CanonicalQuery(parameters),
            string.Concat(headers.Select(header => $"{header.Key}:{header.Value}\n")),
            signedHeaders,
            payloadHash);
    }

    static string Text(JsonNode? value) => (string?)value ?? "";

    static bool Option(JsonNode one, string name) => (bool)one["options"]![name]!;

    static bool IsForS3(JsonNode one) => Text(one["profile"]) == "s3";

    static string PayloadHash(JsonNode one, bool isInHeader)
    {
        var signBody = Option(one, "signBody");
        if (IsForS3(one) && !(isInHeader && signBody)) return "UNSIGNED-PAYLOAD";
        return Hex(SHA256.HashData(signBody ? Body(one["request"]!) : []));
    }

    static byte[] Body(JsonNode request) => request["bodyBase64"] is { } encoded
        ? Convert.FromBase64String(Text(encoded))
        : Encoding.UTF8.GetBytes(Text(request["body"]));

    static IEnumerable<Pair> AddedHeaders(JsonNode one, string payloadHash)
    {
        yield return new Pair("X-Amz-Date", Text(one["timestamp"]));
        if (SignedToken(one) is { } token) yield return new Pair("X-Amz-Security-Token", token);
        if (Option(one, "signBody") || IsForS3(one)) yield return new Pair("x-amz-content-sha256", payloadHash);
    }

    static IEnumerable<Pair> AddedParameters(JsonNode one, string signedHeaders)
    {
        yield return new Pair("X-Amz-Algorithm", Algorithm);
        yield return new Pair("X-Amz-Credential", $"{Text(one["credentials"]!["accessKeyId"])}/{Scope(one)}");
        yield return new Pair("X-Amz-Date", Text(one["timestamp"]));
        yield return new Pair("X-Amz-Expires", ((int)one["expiresIn"]!).ToString(CultureInfo.InvariantCulture));
        yield return new Pair("X-Amz-SignedHeaders", signedHeaders);
        if (SignedToken(one) is { } token) yield return new Pair("X-Amz-Security-Token", token);
    }

    static string? SignedToken(JsonNode one) =>
        Option(one, "signSessionToken") ? (string?)one["credentials"]!["sessionToken"] : null;

    /// S3 encodes a path once in all, and the client has done so.
    static string PathToEncode(JsonNode one)
    {
        var path = Text(one["request"]!["path"]);
        return IsForS3(one) ? Uri.UnescapeDataString(path) : path;
    }

    /// Encoded once more than it is sent: a space that is sent as %20 is signed as %2520.
    static string CanonicalUri(string path, bool normalize)
    {
        var signed = normalize ? Normalized(path) : path == "" ? "/" : path;
        return UriEncode(signed).Replace("%2F", "/");
    }

    static string Normalized(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == ".." && segments.Count > 0) segments.RemoveAt(segments.Count - 1);
            else if (segment is not ("" or "." or "..")) segments.Add(segment);
        }
        var end = path.EndsWith('/') && segments.Count > 0 ? "/" : "";
        return "/" + string.Join("/", segments) + end;
    }

    /// Names and values, decoded. A raw + is a space, as it is to API Gateway.
    static List<Pair> Parameters(string query) => query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(parameter => parameter.Split('=', 2))
        .Select(parts => new Pair(QueryDecode(parts[0]), QueryDecode(parts.ElementAtOrDefault(1) ?? "")))
        .ToList();

    static string QueryDecode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    /// Ordinal: an order by language would mix capitals and small letters, and skip hyphens.
    static string CanonicalQuery(IEnumerable<Pair> parameters) => string.Join("&", parameters
        .Select(parameter => new Pair(UriEncode(parameter.Name), UriEncode(parameter.Value)))
        .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
        .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
        .Select(parameter => $"{parameter.Name}={parameter.Value}"));

    /// Values by name: names in lower case and sorted, white space tidied, duplicates joined.
    static SortedDictionary<string, string> HeadersToSign(IEnumerable<Pair> headers)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in headers)
        {
            var key = name.ToLowerInvariant();
            var tidied = Regex.Replace(value, "[ \t\r\n]+", " ").Trim(' ');
            if (NotSigned.Contains(key)) continue;
            values[key] = values.TryGetValue(key, out var earlier) ? $"{earlier},{tidied}" : tidied;
        }
        return values;
    }

    static string Scope(JsonNode one) =>
        $"{Text(one["timestamp"])[..8]}/{Text(one["region"])}/{Text(one["service"])}/aws4_request";

    static byte[] SigningKey(JsonNode one)
    {
        var secret = Encoding.UTF8.GetBytes("AWS4" + Text(one["credentials"]!["secretAccessKey"]));
        return Scope(one).Split('/').Aggregate(secret, Hmac);
    }

    /// Every byte but the unreserved ones as %XX. EscapeDataString would do, but not in old versions.
    static string UriEncode(string text) => string.Concat(Encoding.UTF8.GetBytes(text)
        .Select(one => IsUnreserved((char)one) ? ((char)one).ToString() : $"%{one:X2}"));

    static bool IsUnreserved(char one) => char.IsAsciiLetterOrDigit(one) || "-._~".Contains(one);

    static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
