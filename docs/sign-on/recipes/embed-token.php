<?php

declare(strict_types=1);

/** A copkit embed token for whoever your server has signed in, with PHP alone (7.4 and later); $now in seconds. */
function embed_token(string $secret, string $issuer, string $audience, string $personId, string $name,
    ?string $unit = null, ?int $now = null, int $seconds = 300): string
{
    $issuedAt = $now ?? time();
    $claims = ['iss' => $issuer, 'aud' => $audience, 'sub' => $personId, 'name' => $name];
    if ($unit !== null && $unit !== '') {
        $claims['unit'] = $unit;
    }
    $claims += ['iat' => $issuedAt, 'exp' => $issuedAt + $seconds];
    $base64url = fn (string $bytes): string => rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    $part = fn (array $value): string => $base64url(json_encode($value,
        JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR));
    $signed = $part(['alg' => 'HS256', 'typ' => 'copkit-embed+jwt']) . '.' . $part($claims);
    return $signed . '.' . $base64url(hash_hmac('sha256', $signed, $secret, true));
}

// Run by itself, to try it: embed-token.php ISSUER AUDIENCE PERSON NAME UNIT NOW
if (PHP_SAPI === 'cli' && isset($argv[6]) && realpath($argv[0]) === __FILE__) {
    [, $issuer, $audience, $personId, $name, $unit, $now] = $argv;
    echo embed_token((string) getenv('COPKIT_EMBED_SECRET'), $issuer, $audience, $personId, $name, $unit, (int) $now), "\n";
}
