import { description } from "../../package.json";
import { version } from "../version";
import type { Pack } from "./analyzer/info";

/** Our pack, as the engine shows it. */
export const pack: Pack = { name: "stackward", displayName: "Stackward", description, version };
