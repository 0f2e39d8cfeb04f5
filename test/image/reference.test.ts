import assert from "node:assert/strict";
import { parseReference, writtenInFull } from "../../lib/image";

const sha256 = `sha256:${"0123456789abcdef".repeat(4)}`;
const full = (text: string) => {
  const reference = parseReference(text);
  return reference && writtenInFull(reference);
};

describe("an image reference", () => {
  const good: Record<string, string> = {
    nginx: "docker.io/library/nginx",
    "nginx:1.27": "docker.io/library/nginx:1.27",
    "grafana/loki": "docker.io/grafana/loki",
    "library/nginx": "docker.io/library/nginx",
    "docker.io/nginx": "docker.io/library/nginx",
    "index.docker.io/library/nginx": "docker.io/library/nginx",
    "registry-1.docker.io/grafana/loki:3": "docker.io/grafana/loki:3",
    [`nginx@${sha256}`]: `docker.io/library/nginx@${sha256}`,
    [`nginx:1.27@${sha256}`]: `docker.io/library/nginx:1.27@${sha256}`,
    "localhost/app": "localhost/app",
    "localhost:5000/app:dev": "localhost:5000/app:dev",
    "registry:5000/team/app": "registry:5000/team/app",
    "10.0.0.1:5000/app": "10.0.0.1:5000/app",
    "[2001:db8::1]:5000/app": "[2001:db8::1]:5000/app",
    "[2001:db8::1]/app": "[2001:db8::1]/app",
    "GHCR.io/acme/app": "ghcr.io/acme/app",
    "ghcr.io/acme/a/b/c__d-e.f---g:V1_x": "ghcr.io/acme/a/b/c__d-e.f---g:V1_x",
    "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:1": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/app:1",
    [`app@sha512:${"a".repeat(128)}`]: `docker.io/library/app@sha512:${"a".repeat(128)}`,
    [`a:${"t".repeat(128)}`]: `docker.io/library/a:${"t".repeat(128)}`,
  };
  for (const [text, wanted] of Object.entries(good)) it(`${text.slice(0, 60)} is one`, () => assert.equal(full(text), wanted));

  const bad = [
    "",
    " nginx",
    "nginx ",
    "nginx\n",
    "Nginx",
    "ghcr.io/Acme/app",
    "acme/App:1",
    "https://ghcr.io/acme/app",
    "docker://nginx",
    "ghcr.io//app",
    "ghcr.io/",
    "/nginx",
    "nginx:",
    "nginx:-1",
    "nginx:a b",
    "nginx:1:2",
    "nginx@",
    "nginx@sha256:abc",
    `nginx@${sha256.toUpperCase()}`,
    `nginx@md5:${"a".repeat(32)}`,
    `nginx@__proto__:${"a".repeat(32)}`,
    `nginx@sha256:${"A".repeat(64)}`,
    `nginx@sha256:${"a".repeat(63)}`,
    `nginx@${sha256}@${sha256}`,
    `nginx@${sha256}:1`,
    "a".repeat(64),
    "-nginx",
    "nginx-",
    "ng..inx",
    "ng___inx",
    "ghcr.io:port/app",
    "ghcr..io/app",
    "-ghcr.io/app",
    "ghcr.io-/app",
    "${image}",
    "{{ .Values.image }}",
    "[object Object]",
    `a:${"t".repeat(129)}`,
    `ghcr.io/${"a".repeat(250)}`,
  ];
  for (const text of bad) it(`${JSON.stringify(text.slice(0, 60))} is none`, () => assert.equal(full(text), undefined));

  it("is read fast, whatever is in it", () => {
    const start = performance.now();
    for (const part of ["a-", "a.", "a/", "a:", "a@", "-", "a-a", "[", "A."]) assert.equal(parseReference(part.repeat(100_000)), undefined);
    for (const part of ["a-", "a--", "a.", "a__"]) parseReference(`${part.repeat(70)}!`);
    assert.ok(performance.now() - start < 500);
  });
});
