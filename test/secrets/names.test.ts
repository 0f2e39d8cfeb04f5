import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { meaningOf } from "../../lib/secrets/names";
import { root } from "../support/built";

/** Inputs that the providers' SDKs make secrets, of whatever type. */
function secretInputs(): ReadonlySet<string> {
  const found = new Set<string>();
  for (const sdk of ["aws", "gcp"]) {
    const folder = join(root, "node_modules/@pulumi", sdk);
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }))
      if (/^[a-z][A-Za-z0-9]*\/[a-z][A-Za-z0-9]+\.js$/.test(file))
        for (const [, name] of readFileSync(join(folder, file), "utf8").matchAll(/pulumi\.secret\(args\.(\w+)\)/g)) found.add(name!);
  }
  return found;
}

/** What its own content tells, whatever its name. */
const documents =
  "content environmentVariables schema athenaProperties connectionProperties airflowConfigurationOptions serviceJson replicaConfiguration customerEncryption data parameterData text";
/** A value of any kind, secret or not. */
const anything = "value valueWo plaintext plaintextWo key sensitiveQueryString";
/** The SDKs hide them, but nobody is let in by them. */
const harmless = `adminUsername additionalAuthenticatedData bundleId caCertificatePem caPem certificate certificateChain certificatePem certificateWallet clientId
  kmsEncryptionContext kmsKeyId notes platformPrincipal postAuthenticationLoginBanner preAuthenticationLoginBanner teamId tokenKeyId tokenSigningPublicKeys
  verificationCertificatePem`;

describe("names", () => {
  it("tell the inputs that the SDKs make secrets", () => {
    const inputs = secretInputs();
    assert.ok(inputs.size > 80, `${inputs.size} inputs`);
    const others = new Set(`${documents} ${anything} ${harmless}`.split(/\s+/));
    for (const name of inputs) assert.equal(meaningOf(name).secret !== undefined, !others.has(name), name);
    for (const name of others) assert.ok(inputs.has(name), `${name} isn't an input any more`);
  });

  it("tell variables, in whatever style", () => {
    for (const name of [
      "DB_PASSWORD",
      "dbPassword",
      "db-password",
      "db.password",
      "MYSQL_ROOT_PASSWORD",
      "PGPASSWORD",
      "adminPwd",
      "sshPassphrase",
      "masterPassword2",
    ])
      assert.equal(meaningOf(name).secret, "password", name);
    for (const name of [
      "API_KEY",
      "apiKeys",
      "CLIENT_SECRET",
      "authToken",
      "JWT_SECRET",
      "STORAGE_ACCOUNT_KEY",
      "secretStringWo",
      "tls.privateKey",
      "AWS_SECRET_ACCESS_KEY",
    ])
      assert.equal(meaningOf(name).secret, "token", name);
    for (const name of [
      "",
      "key",
      "name",
      "publicKey",
      "partitionKey",
      "kmsKeyId",
      "nextToken",
      "clientRequestToken",
      "passwordPolicy",
      "secretArn",
      "bypass",
      "compass",
      "x".repeat(300),
    ])
      assert.equal(meaningOf(name).secret, undefined, name);
  });

  it("tell the vendor", () => {
    for (const [name, vendor] of [
      ["NEW_RELIC_KEY", "New Relic"],
      ["circleci_token", "CircleCI"],
      ["DD_API_KEY", "Datadog"],
      ["dropboxtoken", "Dropbox"],
      ["rapidApiKey", "RapidAPI"],
    ] as const)
      assert.deepEqual(
        meaningOf(name).vendors.map((detector) => detector.vendor),
        [vendor],
      );
    for (const name of ["SUM_OBJ", "SNYK_ORG", "HEROKU_APP_ID", "datadog.site", "ALGOLIA_PUBLIC_KEY"]) assert.deepEqual(meaningOf(name).vendors, [], name);
  });
});
