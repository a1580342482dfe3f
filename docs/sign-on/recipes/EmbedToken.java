import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A copkit embed token with Java's standard library (11 and later). */
public final class EmbedToken {
  /** For whoever your server has signed in; unit may be empty; now and seconds in seconds. */
  public static String embedToken(
      String secret, String issuer, String audience, String personId, String name, String unit, long now, int seconds)
      throws GeneralSecurityException {
    String claims =
        "{\"iss\":" + quoted(issuer) + ",\"aud\":" + quoted(audience) + ",\"sub\":" + quoted(personId)
            + ",\"name\":" + quoted(name) + (unit.isEmpty() ? "" : ",\"unit\":" + quoted(unit))
            + ",\"iat\":" + now + ",\"exp\":" + (now + seconds) + "}";
    String signed = base64url(utf8("{\"alg\":\"HS256\",\"typ\":\"copkit-embed+jwt\"}")) + "." + base64url(utf8(claims));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(utf8(secret), "HmacSHA256"));
    return signed + "." + base64url(mac.doFinal(utf8(signed)));
  }

  /** A JSON string. Where you have a JSON library, use that. */
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char letter : text.toCharArray()) {
      if (letter == '"' || letter == '\\') json.append('\\').append(letter);
      else if (letter < ' ') json.append(String.format("\\u%04x", (int) letter));
      else json.append(letter);
    }
    return json.append('"').toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public static void main(String[] args) throws GeneralSecurityException {
    String secret = System.getenv("COPKIT_EMBED_SECRET");
    System.out.println(
        embedToken(secret, args[0], args[1], args[2], args[3], args[4], Long.parseLong(args[5]), 300));
  }
}
