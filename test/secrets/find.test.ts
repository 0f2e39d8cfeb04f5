import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { findSecrets } from "../../lib/secrets";
import { decode } from "../../lib/stack/decode";
import { Asset, secret, unknown } from "../../lib/stack/values";
import { rules } from "../../policies";
import { characters as random } from "../support/strings";

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
      ["userData", { userData: gzipSync(script).toString("base64") }],
      ["environment.SETTINGS", { environment: { SETTINGS: Buffer.from(script).toString("base64") } }],
      ["policy", { policy: JSON.stringify({ inner: JSON.stringify({ token: githubToken }) }) }],
      ['code["index.js"]', { code: new Asset("archive", undefined, undefined, undefined, { "index.js": new Asset("asset", `const t = "${githubToken}";`) }) }],
      ["data.config", { data: { config: Buffer.from(JSON.stringify({ token: githubToken })).toString("base64") } }],
      ["url", { url: `https://x:${githubToken}@github.com/shop/site` }],
      ["config", { config: `<token>\n  ${githubToken}\n</token>` }],
      ["clients.[secret]", { clients: { [githubToken]: true } }],
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
      { manifest: "spec:\n  env:\n    - name: DB_PASSWORD\n      value: CorrectHorse9!\n" },
      { config: '<add key="ClearTextPassword" value="CorrectHorse9!" />' },
      { config: '<x>{"name": "DB_PASSWORD", "value": "CorrectHorse9!"}</x>' },
      { config: "ConnectionStrings:DbPassword=CorrectHorse9!" },
      { config: "db:\n  password: 'CorrectHorse9!'\n" },
      { kind: "Secret", data: { password: Buffer.from("CorrectHorse9!").toString("base64") } },
      { kind: "Secret", stringData: { password: "CorrectHorse9!" } },
      { parameters: [{ parameterKey: "DbPassword", parameterValue: "CorrectHorse9!" }] },
      { secretName: "db-password", vaultName: "shop", properties: { value: "CorrectHorse9!" } },
      { password: { value: "CorrectHorse9!" } },
      { containerDefinitions: JSON.stringify([{ environment: [{ name: "DB_PASSWORD", value: "CorrectHorse9!" }] }]) },
    ])
      assert.deepEqual(kindsIn(value), ["password"], JSON.stringify(value));
  });

  it("knows the command lines that passwords are written in", () => {
    for (const command of [
      "mysql -uroot -pCorrectHorse9! shop",
      "mongosh --host db -u root -p CorrectHorse9!",
      "redis-cli -h cache -a CorrectHorse9! ping",
      "htpasswd -bc /etc/nginx/.htpasswd admin CorrectHorse9!",
      "echo 'root:CorrectHorse9!' | sudo chpasswd",
      "rabbitmqctl add_user app CorrectHorse9!",
      "az login --service-principal -u app -p CorrectHorse9! --tenant t",
      "curl -u admin:CorrectHorse9! https://shop.internal",
    ])
      assert.match(String(kindsIn({ userData: `#!/bin/sh\n${command}\n` })), /^(?:shell|curl)-password$/, command);
  });

  it("takes nothing for a secret that only stands for one", () => {
    for (const password of [
      "changeme",
      "[secret]",
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

  it("takes nothing for a secret in texts that only speak of one", () => {
    for (const text of [
      'export PASSWORD="$(aws secretsmanager get-secret-value --secret-id db)"',
      "const token = await getToken(user123)",
      'token := os.Getenv("TOKEN1")',
      "secretKeyRef:\n  name: db-credentials-v2\n  key: password",
      "auth_token_ttl: 3600s",
      'curl -u $USER:$PASS -H "Authorization: Bearer ${TOKEN}" https://shop.internal',
      "Password: {{resolve:secretsmanager:MySecret:SecretString:password}}",
      "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db-a1B2c3",
      "image: shop/site@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "accessKeyId: AKIAIOSFODNN7EXAMPLE",
      "date -u +%H:%M:%S; docker run --user 1000:1000 shop/site; docker run -u app:app7 shop/site",
      "net user /add patrick7",
      "docker run --name mysql -p3306:3306 mysql:8; docker run --name mongo -p 27017:27017 mongo:7; mysqldump -u root -p shop7",
      "jdbc:sqlserver://db.database.windows.net:1433;database=shop;user=app@db;password={your_password_here}",
      "mongodb+srv://<user>:<password>@cluster0.abc12.mongodb.net; postgres://app:%(password)s@db/app; smtp://apikey:SMTP_PASSWORD@mail.internal",
      '{"Action": ["iam:ChangePassword"], "Resource": "*", "kinds": ["ROOT_PASSWORD", "KERBEROS5"], "minipass": "^7.0.4"}',
      "report-on-pass:\n  needs: tests7",
      '"clientSecret": "[parameters(\'clientSecret7\')]"',
      '--admin-password "::add-mask::$PASSWORD7"',
      'inputs["password"] = args?.password7; connect(credentials: OAuth2Client)',
      "add('--password', action='store_true7'); ['--password', '--body7', '--ldap-password', ldap_pass7]",
      "TOKENS = ('tokens', 'users/{userKey}/tokens/{clientId}')",
      "a protected password is re-used.",
      "type of privateKey: *ecdsa.PrivateKey",
      'monkey: "banana12345678"',
      "cache-key: node-modules-v12-abc123",
      `AIza${random("google", 35, letters)}`,
    ])
      assert.deepEqual(findSecrets({ text }), [], text);
  });

  it("takes nothing for a key that somebody made up", () => {
    for (const token of [
      "abcd1234".repeat(5),
      "a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0",
      "0123456789abcdefghijklmnopqrstuvwxyzABCD",
      "MySecretToken123".repeat(3),
      "test123".repeat(6),
    ])
      assert.deepEqual(
        findSecrets({ note: `ghp_${token}`.slice(0, 40), DATADOG_API_KEY: token.slice(0, 40), API_KEY: token, url: `--token ${token}` }),
        [],
        token,
      );
    const fly = `fm2_lJPECAAAAAAAA${random("fly", 300, letters)}`;
    assert.deepEqual(kindsIn({ note: fly }), ["fly-token"]);
  });

  it("takes nothing for a secret that tells which one of a vendor's something is", () => {
    const id = "7d1f0c2a-93b4-4c1e-8f65-2b9a4e6d0c37";
    for (const name of ["RAILWAY_SERVICE_ID", "HEROKU_APP_ID", "DD_GIT_COMMIT_SHA", "DD_VERSION", "PLAID_PUBLIC_KEY", "SPOTIFY_CLIENT_ID", "lacework.agentId"])
      for (const value of [id, id.replaceAll("-", ""), random(name, 40, "0123456789abcdef"), random(name, 24, "0123456789abcdef")])
        assert.deepEqual(findSecrets({ [name]: value, script: `export ${name}=${value}` }), [], `${name}=${value}`);
    assert.equal(findSecrets({ heroku: { apiKey: id } })[0]!.kind, "heroku-key");
  });

  it("passes over Pulumi secrets and unknown values", () => {
    const { value } = decode({ password: secret("CorrectHorse9!"), token: unknown, nested: secret({ password: "CorrectHorse9!" }) }, new Set());
    assert.deepEqual(findSecrets(value), []);
    assert.deepEqual(
      findSecrets({ containers: JSON.stringify([{ url: `postgres://app:${unknown}@db/app`, environment: [{ name: "DB_PASSWORD", value: unknown }] }]) }),
      [],
    );
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

  it("takes nothing for a secret that its vendor publishes for tests", () => {
    for (const key of [
      "AKIAIOSFODNN7EXAMPLE",
      ["sk", "test", "4eC39HqLyjWDarjtT1zdp7dc"].join("_"),
      `AccountKey=${["C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPM", "bIZnqyMsEcaGQy67XIw/Jw=="].join("")}`,
      ["AIza", "SyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe"].join(""),
      `Authorization: Basic ${Buffer.from("Aladdin:open sesame").toString("base64")}`,
    ])
      assert.deepEqual(findSecrets({ value: key }), [], key);
  });
});
