import assert from "node:assert/strict";
import { findSecrets } from "../../lib/secrets";
import { checksum } from "../../lib/secrets/checksum";
import type { Detector } from "../../lib/secrets/detector";
import { detectors } from "../../lib/secrets/detectors";
import { namedDetectors } from "../../lib/secrets/detectors/named";
import { matchesIn } from "../../lib/secrets/scan";
import { matching } from "../support/strings";

const base64 = (text: string) => Buffer.from(text).toString("base64").replace(/=+$/, "");
const jsonWebToken = (seed: string) =>
  `${base64(`{"alg":"HS256","kid":"${seed}7"}`)}.${base64(`{"sub":"${seed}","iat":1700000000}`)}.${matching(/[A-Za-z0-9_-]{43}/, seed)}`;

/** What the pattern alone doesn't make. */
const makers: Record<string, (seed: string) => string> = {
  jwt: jsonWebToken,
  "jwt-base64": (seed) => base64(jsonWebToken(seed)),
  "telegram-token": (seed) => matching(/[1-9]\d{9}:AA[A-Za-z0-9_-]{33}/, seed),
  "twilio-key": (seed) => matching(/SK[0-9a-f]{32}/, seed),
  "cloudflare-tunnel-token": (seed) =>
    base64(JSON.stringify({ a: matching(/[0-9a-f]{32}/, seed), t: "fbb1a1c2-3d4e-4f50-8a9b-0c1d2e3f4a5b", s: base64(matching(/[A-Za-z0-9]{32}/, seed)) })),
  "private-key": (seed) =>
    `-----BEGIN RSA PRIVATE KEY-----\n${matching(/[A-Za-z0-9+/]{64}/, seed)}\n${matching(/[A-Za-z0-9+/]{64}/, `${seed}.`)}\n-----END RSA PRIVATE KEY-----`,
  "url-password": (seed) => `postgres://app:${matching(/[A-Za-z0-9]{12}/, seed)}@db.internal:5432/app`,
  "curl-password": (seed) => `curl -u app:${matching(/[A-Za-z0-9]{12}/, seed)} https://shop.internal`,
  "curl-key": (seed) => `curl -u ${matching(/[A-Za-z0-9]{24}/, seed)}: https://shop.internal`,
  "powershell-password": (seed) => `ConvertTo-SecureString '${matching(/[A-Za-z0-9]{12}/, seed)}' -AsPlainText -Force`,
  "netrc-password": (seed) => `machine api.internal login app password ${matching(/[A-Za-z0-9]{12}/, seed)}`,
  "kubernetes-secret": (seed) => `kind: Secret\nmetadata:\n  name: app\ndata:\n  extra: ${matching(/[A-Za-z0-9+/]{23}/, seed)}=\n`,
  "kubernetes-secret-data": (seed) => `data:\n  extra: ${matching(/[A-Za-z0-9+/]{23}/, seed)}=\nkind: Secret\nmetadata:\n  name: app\n`,
  "shell-password": (seed) => `sshpass -p ${matching(/[A-Za-z0-9]{12}/, seed)} ssh app@host`,
  "api-key-header": (seed) => `curl -H "X-Api-Key: ${matching(/[A-Za-z0-9]{24}/, seed)}" https://shop.internal`,
  "slack-bot-token": (seed) => matching(/xoxb-\d{12}-\d{12}-[A-Za-z0-9]{24}/, seed),
  "discord-bot-token": (seed) => base64(matching(/[1-9]\d{17}/, seed)) + matching(/\.[A-Za-z0-9]{6}\.[A-Za-z0-9]{38}/, seed),
};

const kindsIn = (text: string) => matchesIn(text).map(({ kind }) => kind);
const startsLikeAWord = ({ pattern, offset }: Detector) => offset === 0 && /^(?:\(\?:)?\w/.test(pattern.source);

/** Credentials of a kind, made up, of which a machine could have made each. */
function made({ kind, pattern, accepts }: Detector): string[] {
  const all: string[] = [];
  for (let i = 0; all.length < 4 && i < 200; i++) {
    const text = makers[kind]?.(`${kind} ${i}`) ?? matching(pattern, `${kind} ${i}`, i % 2 ? "any" : "shortest");
    const secret = new RegExp(pattern.source, pattern.flags.replace("y", "")).exec(text)?.[1] ?? text;
    if (!accepts || accepts(secret)) all.push(text);
  }
  return all;
}

describe("the table of detectors", () => {
  it("has 200 kinds and more, each once, with a title that has its article", () => {
    const kinds = detectors().map(({ kind }) => kind);
    assert.deepEqual(
      kinds.filter((kind, i) => kinds.indexOf(kind) !== i),
      [],
    );
    assert.ok(new Set([...kinds, ...[...namedDetectors().values()].map(({ kind }) => kind)]).size >= 200);
    for (const { title } of detectors()) assert.match(title, /^(?:an? |the )/);
  });

  it("has keywords of three characters and more, and sticky patterns whose repetitions are bounded", () => {
    for (const { kind, keywords, pattern } of detectors()) {
      for (const keyword of keywords) assert.ok(keyword.length >= 3, `${kind} ${keyword}`);
      assert.ok(pattern.sticky, kind);
      assert.doesNotMatch(pattern.source.replace(/\\./g, "").replace(/\[[^\]]*\]/g, ""), /[*+]|\{\d+,\}/, kind);
    }
  });

  for (const detector of detectors()) {
    const { kind, pattern } = detector;
    it(`finds ${detector.title}, and none in what only looks alike (${kind})`, () => {
      const texts = made(detector);
      assert.equal(texts.length, 4, "none could be made");
      for (const text of texts) {
        // Another kind may name it first where both fit.
        const isAddress = /^[\w.]+\.(?:com|net)\//.test(text);
        for (const place of [isAddress ? `https://${text}` : text, `export X=${text}\n`, `x: "${text}"`, `\\n${text}\\n`])
          assert.ok(kindsIn(place).includes(kind), `not in ${place}`);
        if (startsLikeAWord(detector) && !isAddress) assert.ok(!kindsIn(`Z${text}`).includes(kind), `in a longer word: ${text}`);
      }
      if (makers[kind]) return;
      const shortest = matching(pattern, kind, "shortest");
      assert.ok(!kindsIn(shortest.slice(0, -1)).includes(kind), `too short: ${shortest}`);
      const same = matching(pattern, kind, "same");
      assert.ok(detector.certain || !kindsIn(same).includes(kind), `made of the same character: ${same}`);
    });
  }

  for (const [word, { kind, vendor, form }] of namedDetectors())
    it(`finds a credential of ${vendor} beside the name ${word}, and none beside another (${kind})`, () => {
      const values = Array.from({ length: 40 }, (_, i) => matching(form, `${kind} ${i}`))
        .filter((value) => /\d/.test(value) && /[a-zA-Z]/.test(value))
        .slice(0, 4);
      assert.equal(values.length, 4);
      const name = `${word.toUpperCase()}_API_KEY`;
      for (const value of values) {
        const [found] = findSecrets({ [name]: value });
        assert.ok(found, `${value} in a property`);
        assert.ok(findSecrets(`export ${name}="${value}"\n`).length, `${value} in a script`);
        assert.deepEqual(
          findSecrets({ label: value }).filter(({ by }) => by === "name"),
          [],
          `${value} beside another name`,
        );
        assert.deepEqual(findSecrets({ [name]: "x".repeat(value.length) }), []);
      }
    });
});

describe("checksum", () => {
  it("is the one at the end of GitHub's tokens", () => assert.equal(checksum("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ"), "0mLq17"));

  it("makes a token real that looks made up", () => {
    const body = `example${"x".repeat(23)}`;
    assert.deepEqual(kindsIn(`ghp_${body}000000`), []);
    assert.deepEqual(kindsIn(`ghp_${body}${checksum(body)}`), ["github-token"]);
  });
});
