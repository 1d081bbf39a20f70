// NOT RUN by the build: it has no .NET. Written against .NET 8; the same calls as the samples in Python, Node and Java,
// which are run. Ed25519 is not in .NET 8: a live code offline needs the package NSec.Cryptography.
// 泉城人才服务金卡：一个合作系统要做的全部调用 / all the calls of a partner system.
//
//   export GOLDCARD_URL=http://127.0.0.1:8080 GOLDCARD_CLIENT=gate-1 GOLDCARD_SECRET=…
//   export GOLDCARD_SECRET_NEXT=…                     # the new secret while both count; optional
//   export GOLDCARD_KEY=key.pem GOLDCARD_KID=k1       # a P-256 key for private_key_jwt; optional
//   dotnet add package NSec.Cryptography && dotnet run -- CODE OTHER_CODE
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NSec.Cryptography;

var url = Environment.GetEnvironmentVariable("GOLDCARD_URL") ?? "http://127.0.0.1:8080";
var client = Environment.GetEnvironmentVariable("GOLDCARD_CLIENT")!;
var secret = Environment.GetEnvironmentVariable("GOLDCARD_SECRET")!;
var following = Environment.GetEnvironmentVariable("GOLDCARD_SECRET_NEXT");
using var http = new HttpClient { BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(10) };
var (code, other) = (args[0], args[1]);

var granted = await TokenBySecret(following, secret);
var token = granted.GetProperty("access_token").GetString()!;
Console.WriteLine($"token: {granted.GetProperty("token_type")} {granted.GetProperty("scope")}");
if (Environment.GetEnvironmentVariable("GOLDCARD_KEY") is { } keyFile)
{
    var byKey = await TokenByKey(keyFile, Environment.GetEnvironmentVariable("GOLDCARD_KID")!);
    Console.WriteLine($"token by key: {byKey.GetProperty("token_type")} {byKey.GetProperty("scope")}");
}

var requestId = Fresh();
var first = await Verify(code, requestId);
Console.WriteLine("verification: " + Show(first));
var again = await Verify(code, requestId);
var same = Text(again, "verificationId") == Text(first, "verificationId");
Console.WriteLine("sent again: " + (same ? "the same" : "another"));
Console.WriteLine("refused: " + Show(await Verify("no code of ours", Fresh())));

var scans = new[]
{
    new { code = other, requestId = Fresh() },
    new { code = "no code of ours", requestId = Fresh() },
};
var batch = await Post("/v1/verifications/batch", new { verifications = scans });
var results = batch.GetProperty("verifications").EnumerateArray().Select(one => Text(one, "result"));
Console.WriteLine("batch: " + string.Join(' ', results));

var (_, standing) = await Form("/oauth2/introspect", new() { ["token"] = other }, new("Bearer", token));
Console.WriteLine("introspection: " + (standing.GetProperty("active").GetBoolean() ? "active" : "not active"));

var sentAt = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ");
var beat = await Post("/v1/devices/heartbeat", new { sentAt, queue = 0 });
var right = Math.Abs(beat.GetProperty("skew").GetDecimal()) < 30;
Console.WriteLine("heartbeat: " + (right ? "clock right" : "clock wrong"));
if (following is not null)
{
    // Each secret by itself: take the old one out only when the new one counts.
    var fresh = await TrySecret(following) is null ? "does NOT count" : "counts";
    var old = await TrySecret(secret) is null ? "does not" : "still does";
    Console.WriteLine($"rotation: the new secret {fresh}, the old one {old}");
}

// Without a network: the first bundle is trusted by the published keys, fetched by https.
var issuer = Text(await Get("/.well-known/oauth-authorization-server"), "issuer");
var published = KeysOf(await Get("/.well-known/jwks.json"));
var (text, tag) = await Bundle(null);
var bundle = Read(text!, published, "goldcard-bundle+jwt", "ES256", 'R')
    ?? throw new Exception("bundle: not of the service");
if (Text(bundle, "iss") != issuer || Text(bundle, "aud") != client) throw new Exception("bundle: not for us");
var keys = KeysOf(bundle.GetProperty("jwks"));
var used = new HashSet<string>();
Console.WriteLine("bundle: " + ((await Bundle(tag)).text is null ? "unchanged" : "changed"));
Console.WriteLine("offline: " + Offline(other, Now()));
Console.WriteLine("offline, again: " + Offline(other, Now()));
Console.WriteLine("offline, changed: " + Offline(other[..^8] + other[^4..] + other[^8..^4], Now()));
Console.WriteLine("offline, two minutes on: " + Offline(other, Now() + 150));

// --- 1. Access tokens: ten minutes, fetched again when eight are over. The newest secret first. ---
async Task<JsonElement> TokenBySecret(params string?[] secrets)
{
    foreach (var one in secrets)
    {
        if (one is not null && await TrySecret(one) is { } answer) return answer;
    }
    throw new Exception("token: invalid_client");
}

// The token, or null when this secret does not count. Any other trouble says nothing about the secret.
async Task<JsonElement?> TrySecret(string one)
{
    var pair = Uri.EscapeDataString(client) + ":" + Uri.EscapeDataString(one);
    var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes(pair));
    var fields = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
    var (status, body) = await Form("/oauth2/token", fields, new("Basic", basic));
    if (status is not (200 or 401)) throw new Exception($"token: {status}");
    return status == 200 ? body : null;
}

// private_key_jwt (RFC 7523): an assertion of a minute, with a name that counts once.
async Task<JsonElement> TokenByKey(string pem, string kid)
{
    var audience = Text(await Get("/.well-known/oauth-authorization-server"), "issuer");
    var now = Now();
    var claims = new { iss = client, sub = client, aud = audience, iat = now, exp = now + 60, jti = Fresh() };
    var signed = B64(JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", kid, typ = "JWT" }))
        + "." + B64(JsonSerializer.SerializeToUtf8Bytes(claims));
    using var key = ECDsa.Create();
    key.ImportFromPem(File.ReadAllText(pem));
    var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
    var (status, body) = await Form("/oauth2/token", new()
    {
        ["grant_type"] = "client_credentials",
        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ["client_assertion"] = signed + "." + B64(signature),
    }, null);
    return status == 200 ? body : throw new Exception("token by key: " + Text(body, "error"));
}

// --- 2. Verifying. The same requestId sent again is the same verification, counted once. ---
Task<JsonElement> Verify(string shown, string id) =>
    Post("/v1/verifications", new { code = shown, requestId = id });

// What a gate does. `admit` decides, `result` explains; AFTER_CHECK opens only when staff have checked.
string Show(JsonElement answer)
{
    var (result, admit) = (Text(answer, "result"), Text(answer, "admit"));
    if (admit == "NO")
    {
        var message = answer.GetProperty("message");
        return $"{result}: {Text(message, "zh")} / {Text(message, "en")}";
    }
    var checks = answer.GetProperty("checks").EnumerateArray().Select(check => Text(check, "code"));
    return $"{result} {admit}, check " + string.Join(", ", checks);
}

// --- 3. Without a network ---
Dictionary<string, JsonElement> KeysOf(JsonElement jwks) =>
    jwks.GetProperty("keys").EnumerateArray().ToDictionary(jwk => Text(jwk, "kid"));

// The claims of a token of ours, or null. Kind, key and algorithm must fit; the header never chooses.
JsonElement? Read(string shown, Dictionary<string, JsonElement> known, string typ, string alg, char letter)
{
    try
    {
        var parts = shown.Split('.');
        if (parts.Length != 3) return null;
        var header = JsonSerializer.Deserialize<Dictionary<string, string>>(UnB64(parts[0]))!;
        if (header.Count != 3 || header["typ"] != typ || header["alg"] != alg) return null;
        if (!header["kid"].StartsWith(letter) || !known.TryGetValue(header["kid"], out var jwk)) return null;
        var signature = UnB64(parts[2]);
        var signed = Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]);
        var good = signature.Length == 64 && IsSigned(jwk, alg, signed, signature);
        return good ? JsonSerializer.Deserialize<JsonElement>(UnB64(parts[1])) : null;
    }
    catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException)
    {
        return null;
    }
}

bool IsSigned(JsonElement jwk, string alg, byte[] signed, byte[] signature)
{
    var x = UnB64(Text(jwk, "x"));
    if (alg == "EdDSA")
    {
        var ed = SignatureAlgorithm.Ed25519;
        return ed.Verify(PublicKey.Import(ed, x, KeyBlobFormat.RawPublicKey), signed, signature);
    }
    var point = new ECPoint { X = x, Y = UnB64(Text(jwk, "y")) };
    using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
    return key.VerifyData(signed, signature, HashAlgorithmName.SHA256);
}

// Result and colour, by signature, time and list alone. The rules of the day (free for all, classes, companions, checks)
// are applied by the samples in Python and Node.
string Offline(string shown, long now)
{
    if (Read(shown, keys, "goldcard-live+jwt", "EdDSA", 'L') is not { } live) return "BAD_CODE RED";
    var from = live.GetProperty("s").GetInt64() * 30;
    if (now < from - 30) return "CLOCK_SKEW RED";
    if (now >= from + 90) return "CODE_EXPIRED RED";
    var index = live.GetProperty("i").GetInt32();
    if (IsRefused(index >> 20, index & 0xfffff)) return "CARD_UNAVAILABLE RED";
    if (now >= bundle.GetProperty("exp").GetInt64()) return "LIST_STALE AMBER";
    if (!used.Add(Text(live, "n"))) return "CODE_USED RED";
    var age = now - bundle.GetProperty("asOf").GetInt64();
    var green = Text(bundle, "form") != "file" && age <= bundle.GetProperty("green").GetInt64();
    return "VALID_OFFLINE " + (green ? "GREEN" : "AMBER");
}

bool IsRefused(int list, int place)
{
    foreach (var one in bundle.GetProperty("lists").EnumerateArray())
    {
        if (one.GetProperty("n").GetInt32() != list || !one.TryGetProperty("lst", out var lst)) continue;
        using var packed = new ZLibStream(new MemoryStream(UnB64(lst.GetString()!)), CompressionMode.Decompress);
        using var bits = new MemoryStream();
        packed.CopyTo(bits);
        var all = bits.ToArray();
        return place / 8 < all.Length && ((all[place / 8] >> (place % 8)) & 1) == 1;
    }
    return true;
}

// --- HTTP and encodings. A refusal of a card is 200; what is 4xx or 5xx is a problem (RFC 9457). ---
async Task<JsonElement> Get(string path) => await http.GetFromJsonAsync<JsonElement>(path);

async Task<JsonElement> Post(string path, object content)
{
    using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(content) };
    request.Headers.Authorization = new("Bearer", token);
    using var answer = await http.SendAsync(request);
    var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
    return answer.IsSuccessStatusCode
        ? body
        : throw new Exception($"{path}: {(int)answer.StatusCode} {Text(body, "code")}");
}

async Task<(int, JsonElement)> Form(
    string path, Dictionary<string, string> fields, AuthenticationHeaderValue? who)
{
    using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
    request.Headers.Authorization = who;
    using var answer = await http.SendAsync(request);
    return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
}

async Task<(string? text, string? tag)> Bundle(string? known)
{
    using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/offline-bundle");
    request.Headers.Authorization = new("Bearer", token);
    if (known is not null) request.Headers.TryAddWithoutValidation("If-None-Match", known);
    using var answer = await http.SendAsync(request);
    var body = (int)answer.StatusCode == 304 ? null : await answer.Content.ReadAsStringAsync();
    return (body, answer.Headers.ETag?.Tag);
}

static string Fresh() => Guid.NewGuid().ToString();
static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();
static string B64(byte[] data) =>
    Convert.ToBase64String(data).TrimEnd('=').Replace('+', '-').Replace('/', '_');

// Exactly one spelling counts: no padding, no foreign characters, no bits left over.
static byte[] UnB64(string text)
{
    var padded = text.Replace('-', '+').Replace('_', '/') + new string('=', (4 - text.Length % 4) % 4);
    var data = Convert.FromBase64String(padded);
    return B64(data) == text ? data : throw new FormatException("not canonical base64url");
}
