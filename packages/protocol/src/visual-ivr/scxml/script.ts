/**
 * What every exported flow carries as its document script: the comparisons of `condition.ts`, the checks of `form.ts` and
 * the trail of `state.ts`, in the JavaScript of 2009 that SCXML interpreters run. `scxml.test.ts` runs both side by side.
 */
export const SCXML_SCRIPT = `
function fact(name) {
  var from = name.indexOf("variable.") === 0 ? variables : facts;
  var key = from === variables ? name.slice(9) : name;
  return Object.prototype.hasOwnProperty.call(from, key) && from[key] !== null ? from[key] : undefined;
}
function is(value, wanted) { return value !== undefined && String(value) === String(wanted); }
function isNot(value, wanted) { return value !== undefined && String(value) !== String(wanted); }
function startsWith(value, wanted) { return value !== undefined && String(value).indexOf(wanted) === 0; }
function contains(value, wanted) { return value !== undefined && String(value).indexOf(wanted) >= 0; }
function exists(value, wanted) { return (value !== undefined) === wanted; }
function atLeast(value, bound) {
  if (value === undefined || bound === undefined) return false;
  var day = /^\\d{4}-\\d{2}-\\d{2}$/, number = /^[+-]?\\d{1,15}(?:\\.\\d{1,15})?$/;
  if (day.test(String(value)) && day.test(String(bound))) return value >= bound;
  return number.test(String(value)) && number.test(String(bound)) && Number(value) >= Number(bound);
}
function isDown(channel) { return facts["channel." + channel] === false; }
function left(entry) { trail = trail.concat([entry]).slice(-maxTrail); }
function arrive(nodeId) {
  var last = trail[trail.length - 1];
  if (jumped && last && last.nodeId === nodeId) trail = trail.slice(0, -1);
  else helped = null;
  jumped = false;
  at = nodeId;
}
function back() {
  var last = trail[trail.length - 1];
  trail = trail.slice(0, -1);
  if (last.before) variables = last.before;
}
function tidy(value, input) {
  var text = String(value === undefined || value === null ? "" : value).trim();
  return /^(?:tel|number|email|date)$/.test(input) ? text.normalize("NFKC") : text;
}
function isDay(value) {
  var at = /^\\d{4}-\\d{2}-\\d{2}$/.test(value) ? Date.parse(value + "T00:00Z") : NaN;
  return !isNaN(at) && new Date(at).toISOString().indexOf(value) === 0;
}
function isFine(field, values) {
  var value = tidy(Object.prototype.hasOwnProperty.call(values, field.variable) ? values[field.variable] : "", field.input);
  if (value === "") return !field.required;
  if (field.input === "select") return field.options.indexOf(value) >= 0;
  if (value.length < field.minLength || value.length > field.maxLength) return false;
  if (field.input === "date" && !field.pattern) return isDay(value);
  return !field.pattern || new RegExp(field.pattern, "u").test(value);
}
function areFine(fields, values) {
  for (var i = 0; i < fields.length; i += 1) if (!isFine(fields[i], values || {})) return false;
  return true;
}
function keep(nodeId, fields, values) {
  left({ nodeId: nodeId, before: variables });
  var next = {}, asked = {}, key, i;
  for (i = 0; i < fields.length; i += 1) asked["$" + fields[i].variable] = true;
  for (key in variables) if (!asked["$" + key]) next[key] = variables[key];
  for (i = 0; i < fields.length; i += 1) {
    key = fields[i].variable;
    var value = tidy(Object.prototype.hasOwnProperty.call(values, key) ? values[key] : "", fields[i].input);
    if (value !== "") next[key] = value;
  }
  variables = next;
}
`;
