import { version as current } from "../package.json";

/** This package's version. */
export const version: string = current;
