import type { DatabaseInstanceArgs } from "@pulumi/gcp/sql/databaseInstance";
import { find, resource, rule, unknown } from "../../../lib/rule";
import type { Meta, Rule } from "../../../lib/rule/rule";
import { versionOf } from "./version";

const DatabaseInstance = resource<DatabaseInstanceArgs>("gcp:sql/databaseInstance:DatabaseInstance");

type Engine = "MYSQL" | "POSTGRES" | "SQLSERVER";

const settings = { tier: "db-f1-micro" };

interface FlagSpec extends Pick<Meta, "id" | "title" | "controls" | "equivalents" | "why"> {
  readonly severity?: Meta["severity"];
  readonly family?: Meta["family"];
  readonly engine: Engine;
  /** The flag's name. */
  readonly flag: string;
  /** What to set it to. */
  readonly value: string;
  /** What else is as good; only `value` if left out. */
  readonly accepts?: (value: string) => boolean;
  /** The value where the flag isn't set, by the engine's major version; left out, only instances that set the flag are judged. */
  readonly byDefault?: (major: number) => string;
}

const seeFlags = {
  MYSQL: "https://cloud.google.com/sql/docs/mysql/flags",
  POSTGRES: "https://cloud.google.com/sql/docs/postgres/flags",
  SQLSERVER: "https://cloud.google.com/sql/docs/sqlserver/flags",
} as const;
const someVersion = { MYSQL: "MYSQL_8_0", POSTGRES: "POSTGRES_14", SQLSERVER: "SQLSERVER_2022_WEB" };
const otherVersion = { MYSQL: "POSTGRES_14", POSTGRES: "SQLSERVER_2022_WEB", SQLSERVER: "MYSQL_8_0" };

/** A rule that asks for a flag of one of the database engines. */
export const databaseFlag = (spec: FlagSpec): Rule => {
  const { engine, flag, value, byDefault, accepts = (given) => given.toLowerCase() === value, severity = "low", family = "logging", ...meta } = spec;
  const given = (...databaseFlags: { name: string; value: string }[]) => ({ databaseVersion: someVersion[engine], settings: { ...settings, databaseFlags } });
  const other = { name: "max_connections", value: "100" };
  const wrong = { name: flag, value: accepts("on") ? "off" : "on" };
  const bare = { databaseVersion: someVersion[engine], settings };
  const isGoodUnset = (major: number): boolean => byDefault === undefined || accepts(byDefault(major));
  const isGoodByDefault = isGoodUnset(versionOf(bare.databaseVersion).major);
  return rule(DatabaseInstance, {
    ...meta,
    severity,
    family,
    preset: "strict",
    fix: `Set the flag \`${flag}\` to \`${value}\` in \`settings.databaseFlags\`.`,
    see: seeFlags[engine],
    pass: [given(null!, other, { name: flag, value }), { ...bare, databaseVersion: otherVersion[engine] }, ...(isGoodByDefault ? [bare] : [])],
    fail: [given(other, wrong), ...(isGoodByDefault ? [] : [bare])],
    unknown: [{ ...bare, settings: { ...settings, databaseFlags: [unknown] } }],
    check: ({ databaseVersion, settings }) => {
      const version = versionOf(databaseVersion);
      if (version.engine !== engine) return false;
      const set = find(settings?.databaseFlags, ({ name }) => name === flag);
      if (set) return !accepts(String(set.value)) && `the flag \`${flag}\` is \`${set.value}\``;
      return !isGoodUnset(version.major) && `the flag \`${flag}\` isn't set`;
    },
  });
};
