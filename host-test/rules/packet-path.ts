/**
 * What runs for every packet allocates nothing: a board's heap is small, and a collection takes the
 * processor when a time stamp is due. A docstring claims it ("allocates nothing"), for its module, class
 * or function, and so is held to it.
 *
 * Constructors and the initializers of fields are free to allocate, and so is a throw: it happens once.
 */
import ts from "typescript";
import { docstringOf, finding, headerOf, walk, type Finding, type Module } from "./source.js";

const CLAIM = /\ballocates?[\s*]+nothing\b/i;

/** Methods of built-ins that make something new. */
const MAKERS: ReadonlySet<string> = new Set(
  (
    "bind concat create entries exec filter flat flatMap from fromCharCode fromEntries join keys map match matchAll of " +
    "padEnd padStart parse repeat replace replaceAll slice splice split stringify subarray substring toExponential " +
    "toFixed toLowerCase toPrecision toSorted toSpliced toString toUpperCase trim values"
  ).split(" "),
);

/** Whether a docstring makes the claim. */
export function claims(docstring: string): boolean {
  return CLAIM.test(docstring);
}

/** Whether a module claims it, as a whole. */
export function claimsWhole(module: Module): boolean {
  return claims(headerOf(module));
}

/** What allocates, or may, where a docstring says that nothing does. */
export function allocationFindings(module: Module): Finding[] {
  const findings: Finding[] = [];
  const search = (node: ts.Node): void =>
    walk(node, below => {
      if (isExempt(below)) return "skip";
      const why = allocation(below);
      if (why !== undefined) findings.push(finding(below, why));
    });
  if (claimsWhole(module)) search(module.tree);
  else
    walk(module.tree, node => {
      const isScope = ts.isFunctionLike(node) || ts.isClassDeclaration(node);
      if (!isScope || !claims(docstringOf(node))) return;
      ts.forEachChild(node, search);
      return "skip";
    });
  return findings;
}

function isExempt(node: ts.Node): boolean {
  if (ts.isPropertyDeclaration(node) || ts.isConstructorDeclaration(node) || ts.isThrowStatement(node))
    return true;
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return true;
  return ts.isVariableStatement(node) && ts.isSourceFile(node.parent) && !isFunction(node);
}

/** Whether a statement declares functions, as `const half = (a: Q32): Q32 => …`. */
function isFunction({ declarationList }: ts.VariableStatement): boolean {
  return declarationList.declarations.some(
    ({ initializer }) => initializer !== undefined && ts.isFunctionLike(initializer),
  );
}

/** Whether a function is made once, when its module loads. */
function isMadeOnce({ parent }: ts.Node): boolean {
  if (ts.isSourceFile(parent)) return true;
  return ts.isVariableDeclaration(parent) && ts.isSourceFile(parent.parent.parent.parent);
}

function allocation(node: ts.Node): string | undefined {
  if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node))
    return "a literal is made anew each time";
  if (ts.isNewExpression(node)) return "new: constructors belong to the start";
  if (ts.isForOfStatement(node) || ts.isForInStatement(node))
    return "makes an iterator on XS: loop over an index";
  if (ts.isArrayBindingPattern(node)) return "makes an iterator: take elements by index";
  if (ts.isSpreadElement(node)) return "spreading makes an iterator";
  if ((ts.isParameter(node) || ts.isBindingElement(node)) && node.dotDotDotToken !== undefined)
    return "a rest is a new array";
  const isInner =
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassExpression(node);
  if (isInner && !isMadeOnce(node)) return "a closure is made anew each time";
  if (ts.isTemplateExpression(node) || ts.isTaggedTemplateExpression(node)) return "makes a string";
  if (ts.isRegularExpressionLiteral(node)) return "a regular expression is made anew each time";
  if (ts.isIdentifier(node) && node.text === "arguments") return "makes an array of the arguments";
  if (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.PlusToken &&
    (isText(node.left) || isText(node.right))
  )
    return "makes a string";
  if (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    MAKERS.has(node.expression.name.text)
  )
    return `${node.expression.name.text}() makes something new`;
  return undefined;
}

function isText(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}
