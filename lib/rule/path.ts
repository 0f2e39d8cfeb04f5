import { resolve } from "node:path";
import type { TSchema } from "@sinclair/typebox";

const isPath = Symbol.for("stackward.path");

/** An option that names a file or a folder, which is relative to that of the configuration's file. */
export const path = <T extends TSchema>(schema: T): T => ({ ...schema, [isPath]: true });

/** The value of an option that was set in a file of `folder`. */
export const fromFolder = (schema: TSchema, value: unknown, folder: string | undefined): unknown =>
  isPath in schema && folder !== undefined && typeof value === "string" && !value.includes("\n") ? resolve(folder, value) : value;
