import { some } from "../rule/logic";
import { same } from "./azure";

interface RuleSet {
  readonly ruleSetType: string;
  readonly ruleSetVersion: string;
  readonly ruleGroupOverrides?: readonly {
    readonly ruleGroupName: string;
    readonly rules?: readonly { readonly ruleId: string; readonly state?: string; readonly enabledState?: string; readonly action?: string }[];
  }[];
}

const hasJavaRules = ({ ruleSetType, ruleSetVersion }: RuleSet) =>
  same(ruleSetType, "Microsoft_DefaultRuleSet", "DefaultRuleSet") || (same(ruleSetType, "OWASP") && Number.parseFloat(ruleSetVersion) >= 3.1);

/** Whether a managed rule set of a web application firewall stops Log4Shell (CVE-2021-44228), by rule 944240. A rule that is overridden is off unless it says otherwise. */
export const stopsLog4Shell = (set: RuleSet): boolean =>
  hasJavaRules(set) &&
  !some(
    set.ruleGroupOverrides,
    ({ ruleGroupName, rules }) =>
      /JAVA$/i.test(ruleGroupName) &&
      (!some(rules) ||
        some(
          rules,
          ({ ruleId, state, enabledState, action }) => String(ruleId) === "944240" && (!same(state ?? enabledState, "Enabled") || same(action, "Allow", "Log")),
        )),
  );
