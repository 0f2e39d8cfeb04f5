import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { findSecrets } from "../../lib/secrets";
import { detectors } from "../../lib/secrets/detectors";
import { decode } from "../../lib/stack/decode";
import { secret, unknown } from "../../lib/stack/values";
import { rules } from "../../policies";

/** Made up, but the same in each run, and nowhere in this repository as it stands. */
const random = (seed: string, length: number, alphabet: string): string => {
  let text = "";
  for (let i = 0; text.length < length; i++) for (const byte of createHash("sha512").update(`${seed} ${i}`).digest()) text += alphabet[byte % alphabet.length];
  return text.slice(0, length);
};
const lower = "abcdefghijklmnopqrstuvwxyz0123456789";
const letters = `${lower}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;
const githubToken = `ghp_${random("github", 36, letters)}`;
const kindsIn = (value: unknown) => findSecrets(value).map(({ kind }) => kind);

describe("findSecrets", () => {
  it("finds a secret wherever it is put", () => {
    const env = [{ name: "TOKEN", value: githubToken }];
    const script = `#!/bin/sh\nexport TOKEN=${githubToken}\nstart`;
    for (const [path, value] of [
      ["env.TOKEN", { env: { TOKEN: githubToken } }],
      ["spec.containers[0].env[0].value", { spec: { containers: [{ env }] } }],
      ["containerDefinitions[0].environment[0].value", { containerDefinitions: JSON.stringify([{ environment: env }]) }],
      ["userData", { userData: script }],
      ["userDataBase64", { userDataBase64: Buffer.from(script).toString("base64") }],
      ["data.config", { data: { config: Buffer.from(JSON.stringify({ token: githubToken })).toString("base64") } }],
      ["url", { url: `https://x:${githubToken}@github.com/shop/site` }],
      ["config", { config: `<token>\n  ${githubToken}\n</token>` }],
    ] as const) {
      const found = findSecrets(value);
      assert.ok(found.length, path);
      assert.ok(found[0]!.path.startsWith(path), `${found[0]!.path} is in ${path}`);
      assert.ok(!JSON.stringify(found).includes(githubToken), path);
    }
  });

  it("knows a password by the name beside it", () => {
    for (const value of [
      { masterPassword: "CorrectHorse9!" },
      { variables: { DB_PASSWORD: "CorrectHorse9!" } },
      { appSettings: [{ name: "DbPassword", value: "CorrectHorse9!" }] },
      { userData: "mysql --password CorrectHorse9! -e 'select 1'" },
      { connectionString: "Server=db;User Id=app;Password=CorrectHorse9!;" },
      { config: "db:\n  password: 'CorrectHorse9!'\n" },
    ])
      assert.deepEqual(kindsIn(value), ["password"], JSON.stringify(value));
  });

  it("takes nothing for a secret that only stands for one", () => {
    for (const password of [
      "changeme",
      "<password>",
      "xxxxxxxxxxxx",
      "$" + "{DB_PASSWORD}",
      "{{ password }}",
      "example",
      "@Microsoft.KeyVault(SecretUri=https://v)",
      "my-db-password",
      "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db",
      "projects/p/secrets/db/versions/1",
      "/run/secrets/db",
      "op://vault/db/password",
    ])
      assert.deepEqual(findSecrets({ password, env: [{ name: "DB_PASSWORD", value: password }], script: `password="${password}"` }), [], password);
  });

  it("takes nothing for a secret whose name means something else", () => {
    for (const name of ["secretName", "passwordPolicy", "kmsKeyId", "publicKey", "nextToken", "tokenUrl", "passwordLength", "secretArn", "keyName"])
      assert.deepEqual(findSecrets({ [name]: random(name, 20, lower) }), [], name);
  });

  it("passes over Pulumi secrets and unknown values", () => {
    const { value } = decode({ password: secret("CorrectHorse9!"), token: unknown, nested: secret({ password: "CorrectHorse9!" }) }, new Set());
    assert.deepEqual(findSecrets(value), []);
  });

  it("gives a secret the same fingerprint wherever it is, and another for another salt", () => {
    const of = (value: unknown, salt?: string) => findSecrets(value, { salt })[0]!.fingerprint;
    assert.equal(of({ a: githubToken }), of({ b: [githubToken] }));
    assert.notEqual(of({ a: githubToken }), of({ a: githubToken }, "another"));
  });

  it("prints no secret, even where a path has it", () => {
    const found = findSecrets({ [githubToken]: githubToken });
    assert.equal(found.length, 1);
    assert.ok(!JSON.stringify(found).includes(githubToken));
  });

  it("finds nothing in the ordinary values of other rules' cases", () => {
    const kinds = rules
      .filter(({ family }) => family !== "secrets")
      .flatMap((rule) => rule.pass.map((given) => ({ rule: rule.id, found: findSecrets(decode(given, new Set()).value) })))
      .filter(({ rule, found }) => found.length && !/password|disk-customer-key/.test(rule));
    assert.deepEqual(kinds, []);
  });

  it("survives what nobody would write, and leaks nothing", () => {
    const cycle: Record<string, unknown> = { token: githubToken };
    cycle.self = cycle;
    let deep: unknown = githubToken;
    for (let i = 0; i < 5000; i++) deep = { deep };
    for (const value of [undefined, null, 1, Number.NaN, Symbol.iterator, () => 1, cycle, deep, "[".repeat(10_000), '{"a":', "\ud800", Object.create(null)])
      assert.doesNotThrow(() => findSecrets(value));
    for (let i = 0; i < 3000; i++) {
      const token = `ghp_${random(`${i}`, 36, letters)}`;
      const noise = random(`noise ${i}`, 40, `${letters}"'\\{}[]:=,<>/ \n`);
      const value = [{ [noise]: `${noise} ${token} ${noise}` }, token, { a: [noise, { name: noise, value: `${noise}=${token}` }] }];
      assert.ok(!JSON.stringify(findSecrets(value)).includes(token));
    }
  });
});

describe("the table of detectors", () => {
  it("has each kind once", () => assert.equal(new Set(detectors.map(({ kind }) => kind)).size, detectors.length));
  it("has sticky patterns whose repetitions are bounded", () => {
    for (const { kind, pattern } of detectors) {
      assert.ok(pattern.sticky, kind);
      assert.doesNotMatch(pattern.source.replace(/\\./g, "").replace(/\[[^\]]*\]/g, ""), /[*+]|\{\d+,\}/, kind);
    }
  });
  it("has keywords of at least two characters", () => {
    for (const { kind, keywords } of detectors) for (const keyword of keywords) assert.ok(keyword.length >= 2, `${kind} ${keyword}`);
  });

  it("costs no more than the length of a hostile text asks for", function () {
    this.timeout(60_000);
    const texts = ["a", "password=", "eyJ", "ghp_", "://a:", "-----BEGIN RSA PRIVATE KEY-----\n", 'token="', "key-", " -u a:", "ZXlKa"].map((part) =>
      part.repeat(Math.ceil(1_000_000 / part.length)),
    );
    for (const text of texts) {
      const start = performance.now();
      findSecrets({ text });
      assert.ok(performance.now() - start < 5000, `${text.slice(0, 20)}: ${performance.now() - start} ms`);
    }
  });
});
