import { serve } from "../../../lib/pulumi/analyzer/server";
import { rules, settings } from "./rules";

void serve({ name: "conformance", displayName: "Conformance", description: "", version: "1.0.0" }, rules, () => settings);
