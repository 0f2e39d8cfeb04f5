import assert from "node:assert/strict";
import { join } from "node:path";
import { version } from "../../package.json";
import { rules } from "../../policies";
import { built, root, stackward } from "../support/built";

describe("stackward", function () {
  this.timeout(60_000);
  before(built);

  const said = (...args: string[]) => {
    const { status, stdout, stderr } = stackward(args);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    return stdout;
  };

  it("--version prints the version", () => assert.equal(said("--version"), `${version}\n`));

  it("--help prints the commands and examples", () => {
    assert.match(said("--help"), /check \[options\] \[paths\.\.\.\][\s\S]*Examples:\n {2}stackward check /);
    assert.match(said("check", "--help"), /Exit status:\n {2}0/);
  });

  it("says what it can do where no command is given", () => {
    const { status, stdout, stderr } = stackward([]);
    assert.deepEqual({ status, stdout }, { status: 2, stdout: "" });
    assert.match(stderr, /^Usage: stackward/);
  });

  it("refuses a command that it doesn't have", () => {
    const { status, stderr } = stackward(["chekc"]);
    assert.equal(status, 2);
    assert.equal(stderr, "error: unknown command 'chekc'\n(Did you mean check?)\n");
  });

  it("path prints the package's folder, or the executable's path", () => {
    assert.equal(said("path"), `${root}\n`);
    assert.equal(said("path", "--executable"), `${join(root, "dist/analyzer")}\n`);
  });

  it("rules lists all rules, or those of presets", () => {
    const all = said("rules");
    for (const { id, title } of rules) assert.ok(all.includes(id) && all.includes(title), id);
    assert.match(all, new RegExp(`\n${rules.length.toLocaleString("en")} rules; `));
    const logging = JSON.parse(said("rules", "--format", "json", "--preset", "recommended"));
    assert.deepEqual(
      logging.map((rule: any) => rule.id),
      rules.filter((rule) => rule.preset === "recommended").map((rule) => rule.id),
    );
    assert.deepEqual(
      JSON.parse(said("rules", "--format", "json", "--preset", "strict")).map((rule: any) => rule.id),
      rules.map((rule) => rule.id),
    );
  });

  it("rules --format json has all of a rule but its code and cases", () => {
    const all = JSON.parse(said("rules", "--format", "json"));
    const keys = "id title severity family preset cloud service types related controls equivalents options why fix see exemptible".split(" ");
    for (const rule of all) assert.deepEqual(Object.keys(rule), keys);
    const block = all.find((rule: any) => rule.id === "aws-s3-bucket-public-access-block");
    assert.deepEqual([block.cloud, block.service, block.types], ["aws", "s3", ["aws:s3/bucket:Bucket"]]);
    assert.deepEqual(block.related.blocks, { direction: "from", types: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"], property: "bucket" });
  });

  it("explain tells of every rule", () => {
    const text = said("explain", "aws-s3-bucket-acl");
    assert.match(text, /^S3 buckets grant the public no read access by ACL\naws-s3-bucket-acl: high, public-access, recommended\n/);
    assert.match(text, /refused: its ACL is `public-read`\n {2}\{ acl: "public-read" \}\n/);
    assert.match(text, /Checkov: CKV_AWS_20\n/);
  });

  it("explain says what may have been meant", () => {
    const { status, stderr } = stackward(["explain", "aws-s3-bucket-alc"]);
    assert.deepEqual({ status, stderr }, { status: 2, stderr: "error: there is no rule `aws-s3-bucket-alc`, did you mean `aws-s3-bucket-acl`?\n" });
  });

  it("refuses an unknown preset", () => assert.equal(stackward(["rules", "--preset", "all"]).status, 2));
});
