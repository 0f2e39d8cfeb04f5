import { serve } from "../../../lib/pulumi/analyzer/server";
import { rules } from "./rules";

void serve({ name: "conformance", displayName: "Conformance", description: "", version: "1.0.0" }, rules, () => ({ presets: ["strict"] }));
