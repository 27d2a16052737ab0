/** What a module must not call or use, so that it runs on XS, and there with the same results as on Node. */
import ts from "typescript";
import { finding, has, walk, type Finding, type Module } from "./source.js";

const BIGINT = "a BigInt allocates at every operation";
const POWER = "engines differ in the last bit of powers; + - * / sqrt do not";
const AT_ONCE = "handlers answer at once: no promises, no generators";

/** Names that come from outside a module, and why none may use them. */
const GLOBALS: ReadonlyMap<string, string> = new Map([
  ...[
    "Date",
    "performance",
    "setTimeout",
    "setInterval",
    "setImmediate",
    "clearTimeout",
    "clearInterval",
  ].map(name => [name, "time comes in through events and ports"] as const),
  ...["process", "Buffer", "require", "console", "global", "__dirname", "__filename"].map(
    name => [name, "there is no Node on the device"] as const,
  ),
  ...["TextEncoder", "TextDecoder", "URL", "fetch", "crypto", "structuredClone", "Intl"].map(
    name => [name, "not in the language: XS has no such thing"] as const,
  ),
  ...["Promise", "queueMicrotask"].map(name => [name, AT_ONCE] as const),
  ...["BigInt", "BigInt64Array", "BigUint64Array"].map(name => [name, BIGINT] as const),
  ...["eval", "Function", "globalThis", "Proxy", "WeakRef", "FinalizationRegistry"].map(
    name => [name, "left out of device builds, or hides what runs"] as const,
  ),
]);

/** What of Math every engine computes to the same bit. */
const MATH: readonly string[] = [
  "abs",
  "ceil",
  "clz32",
  "floor",
  "imul",
  "max",
  "min",
  "round",
  "sign",
  "sqrt",
  "trunc",
];

/** Methods whose results hang on where they run. */
const LOCALE = /^(toLocale\w*|localeCompare)$/;

/** Uses of what XS has not, has slowly, or computes otherwise. */
export function xsFindings({ tree }: Module): Finding[] {
  const findings: Finding[] = [];
  const report = (node: ts.Node, why: string | undefined): void => {
    if (why !== undefined) findings.push(finding(node, why));
  };
  const own = namesIn(tree);
  walk(tree, node => {
    report(node, wrong(node));
    if (ts.isIdentifier(node) && !own.has(node.text) && !isMember(node)) report(node, wrongGlobal(node));
  });
  return findings;
}

/** Every name that a module declares or imports: those mean nothing global. */
function namesIn(tree: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  walk(tree, node => {
    const isDeclaration =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionLike(node) ||
      ts.isClassLike(node) ||
      ts.isImportSpecifier(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node);
    if (!isDeclaration || ts.isClassElement(node) || ts.isTypeElement(node)) return;
    if (node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
  });
  return names;
}

/** Whether an identifier names a member of something: `a.Date`, `{ Date: 1 }`, `Date(): number`. */
function isMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  const isNamed = ts.isClassElement(parent) || ts.isTypeElement(parent) || ts.isPropertyAssignment(parent);
  return isNamed && parent.name === node;
}

function wrong(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return wrongProperty(node);
  if (ts.isBigIntLiteral(node) || node.kind === ts.SyntaxKind.BigIntKeyword) return BIGINT;
  if (ts.isBinaryExpression(node)) return wrongOperator(node);
  if (ts.isAwaitExpression(node) || ts.isYieldExpression(node) || has(node, ts.SyntaxKind.AsyncKeyword))
    return AT_ONCE;
  if (node.kind === ts.SyntaxKind.SuperKeyword && isInPrivateMethod(node))
    return "a #method has no super on XS";
  if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) return AT_ONCE;
  const canGenerate =
    ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node);
  if (canGenerate && node.asteriskToken !== undefined) return AT_ONCE;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return "every module is known when the image is made";
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
    return "import.meta is another thing on each platform";
  return undefined;
}

function isInPrivateMethod(node: ts.Node): boolean {
  const method = ts.findAncestor(node, one => ts.isMethodDeclaration(one) || ts.isAccessor(one));
  return method !== undefined && ts.isPrivateIdentifier((method as ts.MethodDeclaration).name);
}

function wrongGlobal(node: ts.Identifier): string | undefined {
  // Under another name, or in brackets, its functions would not be recognized.
  if (node.text === "Math" && !ts.isPropertyAccessExpression(node.parent)) return POWER;
  return GLOBALS.get(node.text);
}

function wrongProperty(node: ts.PropertyAccessExpression): string | undefined {
  const { text } = node.name;
  if (nameOf(node.expression) === "Math" && text === "random") return "chance comes in through a port";
  if (nameOf(node.expression) === "Math" && /^[a-z]/.test(text) && !MATH.includes(text)) return POWER;
  if (text === "prototype" || text === "__proto__")
    return "built-ins stay as they are: they are in flash, too";
  if (LOCALE.test(text)) return "the result hangs on where it runs";
  return undefined;
}

function wrongOperator(node: ts.BinaryExpression): string | undefined {
  const kind = node.operatorToken.kind;
  if (kind === ts.SyntaxKind.AsteriskAsteriskToken || kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken)
    return POWER;
  const isNameOfError =
    kind === ts.SyntaxKind.EqualsToken && node.left.getText() === "this.name" && isInError(node);
  return isNameOfError
    ? "an error's name is a class field: on XS the inherited one cannot be assigned"
    : undefined;
}

function isInError(node: ts.Node): boolean {
  const parent = ts.findAncestor(node, ts.isClassLike);
  return (
    parent?.heritageClauses?.some(({ types }) =>
      types.some(({ expression }) => /Error$/.test(expression.getText())),
    ) ?? false
  );
}

function nameOf(node: ts.Expression): string {
  return ts.isIdentifier(node) ? node.text : "";
}
