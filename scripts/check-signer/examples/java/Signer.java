import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signer for AWS Signature Version 4 and its adapter to check-signer, on the JDK (17 or later) alone.
 *
 *     npm run --silent check-signer -- --command "java scripts/check-signer/examples/java/Signer.java"
 *
 * To check a signer of your own, copy main, answer and Json, and call yours in answer.
 */
public class Signer {
    public static void main(String[] args) throws Exception {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line; (line = input.readLine()) != null; ) {
            Map<String, Object> given = Json.object(new Json(line).value());
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("id", given.get("id"));
            try {
                result.putAll(answer(Case.of(given)));
            } catch (Exception error) {
                result.put("error", error.toString());
            }
            output.println(Json.write(result));
        }
    }

    /** Signs one case. Instead of the signature, "authorization" or "url" would do. */
    static Map<String, Object> answer(Case one) throws GeneralSecurityException {
        String canonicalRequest = canonicalRequest(one);
        String stringToSign = String.join("\n",
                ALGORITHM, one.timestamp(), scope(one), hex(sha256(utf8(canonicalRequest))));
        byte[] key = signingKey(one);
        return Map.of(
                "canonicalRequest", canonicalRequest,
                "stringToSign", stringToSign,
                "signingKey", hex(key),
                "signature", hex(hmac(key, stringToSign)));
    }

    // The signer itself.

    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /** What a proxy or the HTTP client may change on the way is not signed. */
    static final Set<String> NOT_SIGNED =
            Set.of("authorization", "connection", "expect", "user-agent", "x-amzn-trace-id");

    record Pair(String name, String value) {}

    /** A case; the token is null where there is none, or where it is not to be signed. */
    record Case(String mode, String method, String path, String query, List<Pair> headers, byte[] body,
            String accessKeyId, String secretAccessKey, String token, String region, String service,
            String timestamp, String expiresIn, boolean normalizePath, boolean signBody, boolean isForS3) {

        static Case of(Map<String, Object> given) {
            var request = Json.object(given.get("request"));
            var credentials = Json.object(given.get("credentials"));
            var options = Json.object(given.get("options"));
            List<Pair> headers = Json.list(request.get("headers")).stream()
                    .map(Json::list)
                    .map(header -> new Pair((String) header.get(0), (String) header.get(1)))
                    .toList();
            byte[] body = request.get("bodyBase64") instanceof String text
                    ? Base64.getDecoder().decode(text)
                    : utf8((String) request.get("body"));
            boolean signToken = (Boolean) options.get("signSessionToken");
            return new Case((String) given.get("mode"), (String) request.get("method"),
                    (String) request.get("path"), (String) request.get("query"), headers, body,
                    (String) credentials.get("accessKeyId"), (String) credentials.get("secretAccessKey"),
                    signToken ? (String) credentials.get("sessionToken") : null,
                    (String) given.get("region"), (String) given.get("service"),
                    (String) given.get("timestamp"), given.get("expiresIn").toString(),
                    (Boolean) options.get("normalizePath"), (Boolean) options.get("signBody"),
                    "s3".equals(given.get("profile")));
        }
    }

    static String canonicalRequest(Case one) throws GeneralSecurityException {
        boolean inHeader = one.mode().equals("header");
        String payloadHash = payloadHash(one, inHeader);
        var headers = new ArrayList<>(one.headers());
        if (inHeader) headers.addAll(addedHeaders(one, payloadHash));
        Map<String, String> signed = headersToSign(headers);
        String signedHeaders = String.join(";", signed.keySet());
        List<Pair> parameters = parameters(one.query());
        if (!inHeader) parameters.addAll(addedParameters(one, signedHeaders));
        String canonicalHeaders = signed.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        return String.join("\n", one.method(), canonicalUri(pathToEncode(one), one.normalizePath()),
                canonicalQuery(parameters), canonicalHeaders, signedHeaders, payloadHash);
    }

    static String payloadHash(Case one, boolean inHeader) throws GeneralSecurityException {
        if (one.isForS3() && !(inHeader && one.signBody())) return "UNSIGNED-PAYLOAD";
        return hex(sha256(one.signBody() ? one.body() : new byte[0]));
    }

    /** S3 encodes a path once in all, and the client has done so. A plus sign is no space in a path. */
    static String pathToEncode(Case one) {
        return one.isForS3() ? queryDecode(one.path().replace("+", "%2B")) : one.path();
    }

    static List<Pair> addedHeaders(Case one, String payloadHash) {
        var added = new ArrayList<>(List.of(new Pair("X-Amz-Date", one.timestamp())));
        if (one.token() != null) added.add(new Pair("X-Amz-Security-Token", one.token()));
        if (one.signBody() || one.isForS3()) added.add(new Pair("x-amz-content-sha256", payloadHash));
        return added;
    }

    static List<Pair> addedParameters(Case one, String signedHeaders) {
        var added = new ArrayList<>(List.of(
                new Pair("X-Amz-Algorithm", ALGORITHM),
                new Pair("X-Amz-Credential", one.accessKeyId() + "/" + scope(one)),
                new Pair("X-Amz-Date", one.timestamp()),
                new Pair("X-Amz-Expires", one.expiresIn()),
                new Pair("X-Amz-SignedHeaders", signedHeaders)));
        if (one.token() != null) added.add(new Pair("X-Amz-Security-Token", one.token()));
        return added;
    }

    /** Encoded once more than it is sent: a space that is sent as %20 is signed as %2520. */
    static String canonicalUri(String path, boolean normalize) {
        String absolute = normalize ? normalized(path) : path.isEmpty() ? "/" : path;
        return uriEncode(absolute).replace("%2F", "/");
    }

    static String normalized(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) segments.pollLast();
            else if (!segment.isEmpty() && !segment.equals(".")) segments.addLast(segment);
        }
        String end = path.endsWith("/") && !segments.isEmpty() ? "/" : "";
        return "/" + String.join("/", segments) + end;
    }

    static List<Pair> parameters(String query) {
        var parameters = new ArrayList<Pair>();
        for (String parameter : query.split("&")) {
            if (parameter.isEmpty()) continue;
            String[] parts = parameter.split("=", 2);
            parameters.add(new Pair(queryDecode(parts[0]), parts.length < 2 ? "" : queryDecode(parts[1])));
        }
        return parameters;
    }

    static String canonicalQuery(List<Pair> parameters) {
        return parameters.stream()
                .map(parameter -> new Pair(uriEncode(parameter.name()), uriEncode(parameter.value())))
                .sorted(Comparator.comparing(Pair::name).thenComparing(Pair::value))
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }

    /** Values by name: names in lower case and sorted, white space tidied, duplicates joined. */
    static Map<String, String> headersToSign(List<Pair> headers) {
        var values = new TreeMap<String, String>();
        for (Pair header : headers) {
            String name = header.name().toLowerCase();
            String tidied = header.value().replaceAll("[ \t\r\n]+", " ").strip();
            if (!NOT_SIGNED.contains(name)) values.merge(name, tidied, (earlier, value) -> earlier + "," + value);
        }
        return values;
    }

    static String scope(Case one) {
        return String.join("/", one.timestamp().substring(0, 8), one.region(), one.service(), "aws4_request");
    }

    static byte[] signingKey(Case one) throws GeneralSecurityException {
        byte[] key = utf8("AWS4" + one.secretAccessKey());
        for (String part : scope(one).split("/")) key = hmac(key, part);
        return key;
    }

    /** Every byte but the unreserved ones as %XX. URLEncoder is for forms, and does otherwise. */
    static String uriEncode(String text) {
        var encoded = new StringBuilder();
        for (byte one : utf8(text)) {
            char character = (char) (one & 0xff);
            boolean isUnreserved = character < 128
                    && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0);
            encoded.append(isUnreserved ? String.valueOf(character) : String.format("%%%02X", (int) character));
        }
        return encoded.toString();
    }

    /** URLDecoder reads a raw + as a space, as API Gateway does. */
    static String queryDecode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] sha256(byte[] data) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(data);
    }

    static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(utf8(text));
    }

    static String hex(byte[] bytes) {
        var text = new StringBuilder();
        for (byte one : bytes) text.append(String.format("%02x", one));
        return text.toString();
    }
}

/** As much JSON as the adapter needs: the JDK brings none. A real project has a library for it. */
class Json {
    private final String text;
    private int position = 0;

    Json(String text) {
        this.text = text;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    Object value() {
        switch (peek()) {
            case '{': return members();
            case '[': return items();
            case '"': return string();
            default: return literal();
        }
    }

    private Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        for (take('{'); peek() != '}'; skip(',')) {
            String name = string();
            take(':');
            members.put(name, value());
        }
        take('}');
        return members;
    }

    private List<Object> items() {
        var items = new ArrayList<Object>();
        for (take('['); peek() != ']'; skip(',')) items.add(value());
        take(']');
        return items;
    }

    private String string() {
        var result = new StringBuilder();
        take('"');
        for (char next; (next = text.charAt(position++)) != '"'; ) {
            result.append(next == '\\' ? escape() : next);
        }
        return result.toString();
    }

    private char escape() {
        char escaped = text.charAt(position++);
        switch (escaped) {
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u':
                position += 4;
                return (char) Integer.parseInt(text.substring(position - 4, position), 16);
            default: return escaped;
        }
    }

    private Object literal() {
        int start = position;
        while (position < text.length() && ",]} ".indexOf(text.charAt(position)) < 0) position++;
        String literal = text.substring(start, position);
        switch (literal) {
            case "null": return null;
            case "true": return true;
            case "false": return false;
            default: return Long.valueOf(literal);
        }
    }

    private char peek() {
        while (Character.isWhitespace(text.charAt(position))) position++;
        return text.charAt(position);
    }

    private void skip(char optional) {
        if (peek() == optional) position++;
    }

    private void take(char expected) {
        if (peek() != expected) throw new IllegalArgumentException("No " + expected + " at " + position + ": " + text);
        position++;
    }

    static String write(Map<String, Object> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + written(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String written(Object value) {
        return value instanceof String ? quoted((String) value) : String.valueOf(value);
    }

    private static String quoted(String text) {
        var result = new StringBuilder("\"");
        for (char one : text.toCharArray()) {
            boolean isPlain = one >= ' ' && one < 127 && one != '"' && one != '\\';
            result.append(isPlain ? String.valueOf(one) : String.format("\\u%04x", (int) one));
        }
        return result.append('"').toString();
    }
}
