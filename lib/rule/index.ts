/** The language that rules are written in. */
export { Type as option } from "@sinclair/typebox";
export { secret, unknown } from "../stack/values";
export { customerKey, namesKey } from "./customer-key";
export { each, every, find, isSecret, known, some } from "./logic";
export { path } from "./path";
export { all, from, referrers, resource, Stack, to } from "./relation";
export { rule } from "./rule";
export { given, setting } from "./setting";
