// Loaded into the user's program before anything else. Calls of provider functions can't be answered without the provider: their results are unknown, and a result that
// the program awaits behaves as an unknown value however the program uses it.
const Module = require("node:module");
const util = require("node:util");

const sentinel = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const usualLength = 3;

const iterating = new Set(["map", "forEach", "filter", "flatMap", "reduce", "reduceRight", "find", "findIndex", "some", "every", "entries", "flat"]);
const computing = new Set(
  "at concat join reverse sort toSorted split trim trimStart trimEnd replace replaceAll toLowerCase toUpperCase substring substr padStart padEnd repeat charAt match toFixed".split(
    " ",
  ),
);
const asking = new Set(["includes", "startsWith", "endsWith", "hasOwnProperty"]);

/** A value that nobody knows, besides its `known` properties; a list of it has `length` elements. */
function unknown(known = {}, length = usualLength) {
  const isWhollyUnknown = Object.keys(known).length === 0;
  return new Proxy(known, {
    get(target, key) {
      if (key === Symbol.toPrimitive || key === "toString" || key === "toJSON" || key === "valueOf")
        return () => (isWhollyUnknown ? sentinel : key === "toJSON" ? target : JSON.stringify(target));
      if (key === Symbol.iterator) return () => elements(length)[Symbol.iterator]();
      if (key === "__pulumiUnknown") return isWhollyUnknown || undefined;
      if (typeof key === "symbol" || key.startsWith("__") || key === "then" || key === "constructor") return target[key];
      if (Object.hasOwn(target, key)) return target[key];
      if (key === "length") return length;
      if (key === "slice") return (from = 0, to = length) => unknown({}, from >= 0 && to > from ? to - from : length);
      if (iterating.has(key)) return (...args) => elements(length)[key](...args);
      if (computing.has(key)) return () => unknown();
      if (asking.has(key)) return () => false;
      return unknown();
    },
  });
}

const elements = (length) => Array.from({ length }, () => unknown());

const isUnknown = (value) => value === undefined || value?.__pulumiUnknown === true;
const knownPart = (result) => unknown(Object.fromEntries(Object.entries(result ?? {}).filter(([, value]) => !isUnknown(value))));

function patchInvoke(invoke, load) {
  const plain = invoke.invoke;
  const known = (...args) => plain(...args).then(knownPart);
  // The SDK takes the result for known as far as the host doesn't say otherwise, and for unknown where an argument is; the host can tell some of it even then.
  const output =
    (find) =>
    (token, props, ...others) => {
      const { all, output: outputOf, secret } = load("../output");
      const found = load("./rpc")
        .serializePropertiesReturnDeps(token, props)
        .then(async ([args, dependencies]) => {
          const result = await find(token, args, ...others);
          const resources = new Set([...dependencies.values()].flatMap((each) => [...each]));
          const dependent = all([...resources].map(({ urn }) => urn)).apply(() => result);
          return JSON.stringify(args).includes(secretSignature) ? secret(dependent) : dependent;
        });
      return outputOf(found);
    };
  const single = () => Promise.resolve(unknown());
  Object.assign(invoke, { invoke: known, invokeOutput: output(known), invokeSingle: single, invokeSingleOutput: output(single) });
}

/** The text of a secret is the unknown value's, so that it stays a secret; numbers and the like can't be read out of that. */
function patchConfig({ Config }) {
  const { getImpl } = Config.prototype;
  for (const name of ["getBooleanImpl", "getNumberImpl", "getObjectImpl"]) {
    const get = Config.prototype[name];
    Config.prototype[name] = function (key, ...others) {
      return getImpl.call(this, key) === sentinel ? unknown() : get.call(this, key, ...others);
    };
  }
}

const framePosition = /^\s*at (?:.* \()?(?:async )?(?:file:\/\/)?(?<file>[^()]+):(?<line>\d+):(?<column>\d+)\)?$/;

const patches = [
  [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]invoke\.js$/, patchInvoke],
  [/[\\/]@pulumi[\\/]pulumi[\\/]runtime[\\/]rpc\.js$/, (rpc) => Object.assign(rpc, { containsUnknownValues: () => false })],
  [/[\\/]@pulumi[\\/]pulumi[\\/]config\.js$/, patchConfig],
  // The SDK overlooks the lines of a stack that name no function, and takes a module's URL for a path.
  [/[\\/]@pulumi[\\/]pulumi[\\/]resource\.js$/, ({ Resource }) => Object.assign(Resource, { framePositionRegExp: framePosition })],
];

const compile = Module._extensions[".js"];
Module._extensions[".js"] = (module, file) => {
  compile(module, file);
  for (const [path, patch] of patches) if (path.test(file)) patch(module.exports, module.require.bind(module));
};

// The SDK asks for errors in colour, which takes some versions of Node half a minute and all memory.
util.inspect = new Proxy(util.inspect, {
  apply: (inspect, _, [value, options, ...others]) => inspect(value, typeof options === "object" ? { ...options, colors: false } : options, ...others),
});

// A program must not outlive its host.
process.channel?.unref();
process.on("disconnect", () => process.exit(1));
