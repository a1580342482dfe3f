using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

/// <summary>A copkit embed token with .NET alone (6 and later).</summary>
public static class EmbedToken
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For whoever your server has signed in; now and seconds in seconds.</summary>
    public static string Issue(string secret, string issuer, string audience, string personId, string name,
        string? unit, long now, int seconds = 300)
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = issuer, ["aud"] = audience, ["sub"] = personId, ["name"] = name,
        };
        if (!string.IsNullOrEmpty(unit)) claims["unit"] = unit;
        claims["iat"] = now;
        claims["exp"] = now + seconds;
        var header = new Dictionary<string, object> { ["alg"] = "HS256", ["typ"] = "copkit-embed+jwt" };
        var signed = $"{Part(header)}.{Part(claims)}";
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return $"{signed}.{Base64Url(hmac.ComputeHash(Encoding.UTF8.GetBytes(signed)))}";
    }

    private static string Part(object value) => Base64Url(JsonSerializer.SerializeToUtf8Bytes(value, Json));

    private static string Base64Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static void Main(string[] args)
    {
        var secret = Environment.GetEnvironmentVariable("COPKIT_EMBED_SECRET") ?? "";
        Console.WriteLine(Issue(secret, args[0], args[1], args[2], args[3], args[4], long.Parse(args[5])));
    }
}
