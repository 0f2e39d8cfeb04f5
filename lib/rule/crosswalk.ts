import type { Controls, Framework, frameworks } from "./frameworks";
import type { Meta } from "./rule";

type ControlOf<F extends Framework> = (typeof frameworks)[F]["controls"][number];

/**
 * Where a requirement of PCI DSS 3.2.1 went in 4.0, for those that kept their meaning. Left out are 3.2.1's headings (1.2, 1.3, 3.6, 10.5), whose parts went to
 * several places. After the PCI Security Standards Council's "Summary of Changes from PCI DSS Version 3.2.1 to 4.0".
 */
const pci: { readonly [Control in ControlOf<"pci-dss-3.2.1">]?: readonly ControlOf<"pci-dss-4.0">[] } = {
  "1.2.1": ["1.3.1", "1.3.2"],
  "1.3.1": ["1.4.2"],
  "1.3.2": ["1.4.2"],
  "1.3.4": ["1.3.2"],
  "1.3.6": ["1.4.4"],
  "2.1": ["2.2.2"],
  "2.2": ["2.2.1"],
  "2.2.2": ["2.2.4"],
  "2.3": ["2.2.7"],
  "3.1": ["3.2.1"],
  "3.4": ["3.5.1"],
  "3.5": ["3.6.1"],
  "3.6.4": ["3.7.4"],
  "4.1": ["4.2.1"],
  "6.2": ["6.3.3"],
  "6.6": ["6.4.1"],
  "7.1.1": ["7.2.1"],
  "7.1.2": ["7.2.2"],
  "7.1.3": ["7.2.2"],
  "7.2.1": ["7.3.1"],
  "7.2.2": ["7.3.2"],
  "8.2.1": ["8.3.2"],
  "10.1": ["10.2.1"],
  "10.2.1": ["10.2.1.1"],
  "10.2.2": ["10.2.1.2"],
  "10.2.3": ["10.2.1.3"],
  "10.2.4": ["10.2.1.4"],
  "10.2.5": ["10.2.1.5"],
  "10.2.7": ["10.2.1.7"],
  "10.3.1": ["10.2.2"],
  "10.3.2": ["10.2.2"],
  "10.3.3": ["10.2.2"],
  "10.3.4": ["10.2.2"],
  "10.3.5": ["10.2.2"],
  "10.3.6": ["10.2.2"],
  "10.5.2": ["10.3.2"],
  "10.5.3": ["10.3.3"],
  "10.5.4": ["10.3.3"],
  "10.5.5": ["10.3.4"],
  "10.7": ["10.5.1"],
  "11.5": ["11.5.2"],
};

/**
 * Which controls of ISO/IEC 27001:2022 a control of NIST SP 800-53 Rev. 5 intersects with, after NIST's own mapping of 2023 (OLIR reference 155). A part of a control
 * (`AU-9a`) stands for the control; an enhancement (`SC-8(1)`) only for itself.
 */
const iso: Readonly<Record<string, readonly ControlOf<"iso-27001-2022">[]>> = {
  "AC-2": ["A.5.16", "A.5.18", "A.8.2"],
  "AC-2(12)": ["A.8.16"],
  "AC-3": ["A.5.15", "A.5.33", "A.8.3", "A.8.4", "A.8.18", "A.8.20", "A.8.26"],
  "AC-4": ["A.5.14", "A.8.22", "A.8.23"],
  "AC-5": ["A.5.3"],
  "AC-6": ["A.5.15", "A.8.2", "A.8.18"],
  "AC-17": ["A.5.14"],
  "AC-17(1)": ["A.8.16"],
  "AC-24": ["A.8.3"],
  "AU-2": ["A.8.15"],
  "AU-3": ["A.5.28", "A.8.15"],
  "AU-8": ["A.8.17"],
  "AU-9": ["A.5.33", "A.8.15"],
  "AU-11": ["A.5.28", "A.8.15"],
  "AU-12": ["A.8.15"],
  "AU-14": ["A.8.15"],
  "CM-2": ["A.8.9"],
  "CM-3": ["A.8.9", "A.8.32"],
  "CM-6": ["A.8.9"],
  "CM-7": ["A.8.19"],
  "CM-9": ["A.8.9"],
  "CP-2": ["A.5.29", "A.8.14"],
  "CP-6": ["A.5.29", "A.8.14"],
  "CP-9": ["A.5.29", "A.5.33", "A.8.13"],
  "CP-10": ["A.5.29"],
  "MA-4(1)": ["A.8.16"],
  "MP-2": ["A.5.10"],
  "SA-15": ["A.8.25", "A.8.30"],
  "SC-5(2)": ["A.8.6"],
  "SC-7": ["A.5.14", "A.8.16", "A.8.20", "A.8.22", "A.8.23"],
  "SC-7(10)": ["A.8.12"],
  "SC-8": ["A.5.10", "A.5.14", "A.5.33", "A.8.20", "A.8.26"],
  "SC-12": ["A.8.24"],
  "SC-13": ["A.8.24", "A.8.26"],
  "SC-28": ["A.5.10", "A.5.33"],
  "SC-28(1)": ["A.5.33"],
  "SI-2": ["A.8.8", "A.8.32"],
  "SI-4": ["A.8.16"],
  "SI-5": ["A.8.8"],
  "SI-19(4)": ["A.8.11"],
};

/** Frameworks some of whose controls are told from those of another. */
export const derived: { readonly [F in Framework]?: Framework } = { "pci-dss-4.0": "pci-dss-3.2.1", "iso-27001-2022": "nist-800-53-r5" };

const wholeControl = (part: string): string => /^[A-Z]{2}-\d+(\(\d+\))?/.exec(part)?.[0] ?? part;

const known = new WeakMap<object, Controls>();

/** All controls that a rule bears on: those that it names, and those that follow from them. */
export function controlsOf({ controls }: Pick<Meta, "controls">): Controls {
  if (!controls) return {};
  let all = known.get(controls);
  if (!all) known.set(controls, (all = withDerived(controls)));
  return all;
}

function withDerived(controls: Controls): Controls {
  const toPci = [...(controls["pci-dss-4.0"] ?? []), ...(controls["pci-dss-3.2.1"] ?? []).flatMap((control) => pci[control] ?? [])];
  const toIso = [...(controls["iso-27001-2022"] ?? []), ...(controls["nist-800-53-r5"] ?? []).flatMap((control) => iso[wholeControl(control)] ?? [])];
  return {
    ...controls,
    ...(toPci.length && { "pci-dss-4.0": [...new Set(toPci)] }),
    ...(toIso.length && { "iso-27001-2022": [...new Set(toIso)] }),
  };
}
