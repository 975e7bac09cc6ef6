// Generated from schemas/ by `npm run generate`. Do not edit.
"use strict";
export const validate = validate20;
export default validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://migrate.invalid/schemas/clat.schema.json","description":"Configuration of the built-in CLAT (464XLAT, RFC 6877): migrate clat --config FILE","type":"object","additionalProperties":false,"required":["clat6"],"properties":{"tun":{"description":"The TUN device by name: attached to if it exists, else created. Long form to say whether addresses and routes are set up.","anyOf":[{"$ref":"#/$defs/device"},{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/$defs/device"},"setup":{"description":"Give the device its addresses and routes, and forward packets. Default: only when the device is created here.","type":"boolean"}}}],"default":"clat"},"clat6":{"description":"The IPv6 address that IPv4 packets of this host leave with; or a prefix, into which all of clat4 is mapped.","type":"string","examples":["2001:db8:1::464","2001:db8:1:464::/96"]},"clat4":{"description":"The IPv4 address that applications see; or a prefix, for IPv4 hosts behind this one. RFC 7335.","type":"string","default":"192.0.0.1"},"plat_prefix":{"description":"The prefix under which the network's NAT64 (the PLAT) translates; auto asks the resolver for ipv4only.arpa (RFC 7050).","type":"string","default":"auto"},"uplink":{"description":"The interface toward the network: neighbours are told there that clat6 is here, and router advertisements stay in force while packets are forwarded.","$ref":"#/$defs/device"},"default_route":{"description":"Whether all IPv4 of this host goes through the CLAT. false where only some services may: their own routes lead here then.","type":"boolean","default":true},"mtu6":{"description":"Largest packet toward the network, bytes.","type":"integer","minimum":1280,"maximum":65535,"default":1500},"mss_clamp":{"description":"Largest MSS a SYN may announce: auto follows mtu6.","anyOf":[{"enum":["auto","off"]},{"type":"boolean"},{"type":"integer","minimum":536,"maximum":65495}],"default":"auto"},"udp_zero_checksum":{"description":"What becomes of whole UDP packets without a checksum. RFC 7915 section 4.5.","enum":["drop","compute"],"default":"compute"},"allow_non_global":{"description":"Translate private and other non-global IPv4 under 64:ff9b::/96 too. RFC 6052 section 3.1 forbids it.","type":"boolean","default":false},"status":{"description":"Path of a unix socket that answers each connection with the status as JSON.","type":"string"},"metrics":{"description":"Where Prometheus may fetch /metrics over HTTP: address:port, [address]:port, or the path of a unix socket.","type":"string"}},"$defs":{"device":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"}}};
const schema32 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://migrate.invalid/schemas/clat.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.clat6 === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "clat6"},message:"must have required property '"+"clat6"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.tun !== undefined){
let data0 = data.tun;
const _errs3 = errors;
let valid1 = false;
const _errs4 = errors;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err2 = {instancePath:instancePath+"/tun",schemaPath:"#/$defs/device/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"+"\""};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/tun",schemaPath:"#/$defs/device/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var _valid0 = _errs4 === errors;
valid1 = valid1 || _valid0;
const _errs7 = errors;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.name === undefined){
const err4 = {instancePath:instancePath+"/tun",schemaPath:"#/properties/tun/anyOf/1/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key1 in data0){
if(!((key1 === "name") || (key1 === "setup"))){
const err5 = {instancePath:instancePath+"/tun",schemaPath:"#/properties/tun/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data0.name !== undefined){
let data1 = data0.name;
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
const err6 = {instancePath:instancePath+"/tun/name",schemaPath:"#/$defs/device/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"+"\""};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/tun/name",schemaPath:"#/$defs/device/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data0.setup !== undefined){
if(typeof data0.setup !== "boolean"){
const err8 = {instancePath:instancePath+"/tun/setup",schemaPath:"#/properties/tun/anyOf/1/properties/setup/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/tun",schemaPath:"#/properties/tun/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var _valid0 = _errs7 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const err10 = {instancePath:instancePath+"/tun",schemaPath:"#/properties/tun/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
else {
errors = _errs3;
if(vErrors !== null){
if(_errs3){
vErrors.length = _errs3;
}
else {
vErrors = null;
}
}
}
}
if(data.clat6 !== undefined){
if(typeof data.clat6 !== "string"){
const err11 = {instancePath:instancePath+"/clat6",schemaPath:"#/properties/clat6/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.clat4 !== undefined){
if(typeof data.clat4 !== "string"){
const err12 = {instancePath:instancePath+"/clat4",schemaPath:"#/properties/clat4/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.plat_prefix !== undefined){
if(typeof data.plat_prefix !== "string"){
const err13 = {instancePath:instancePath+"/plat_prefix",schemaPath:"#/properties/plat_prefix/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.uplink !== undefined){
let data6 = data.uplink;
if(typeof data6 === "string"){
if(!pattern4.test(data6)){
const err14 = {instancePath:instancePath+"/uplink",schemaPath:"#/$defs/device/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"+"\""};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/uplink",schemaPath:"#/$defs/device/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.default_route !== undefined){
if(typeof data.default_route !== "boolean"){
const err16 = {instancePath:instancePath+"/default_route",schemaPath:"#/properties/default_route/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.mtu6 !== undefined){
let data8 = data.mtu6;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err17 = {instancePath:instancePath+"/mtu6",schemaPath:"#/properties/mtu6/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 65535 || isNaN(data8)){
const err18 = {instancePath:instancePath+"/mtu6",schemaPath:"#/properties/mtu6/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(data8 < 1280 || isNaN(data8)){
const err19 = {instancePath:instancePath+"/mtu6",schemaPath:"#/properties/mtu6/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1280},message:"must be >= 1280"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
if(data.mss_clamp !== undefined){
let data9 = data.mss_clamp;
const _errs29 = errors;
let valid6 = false;
const _errs30 = errors;
if(!((data9 === "auto") || (data9 === "off"))){
const err20 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema31.properties.mss_clamp.anyOf[0].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var _valid1 = _errs30 === errors;
valid6 = valid6 || _valid1;
const _errs31 = errors;
if(typeof data9 !== "boolean"){
const err21 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/1/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
var _valid1 = _errs31 === errors;
valid6 = valid6 || _valid1;
const _errs33 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err22 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/2/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 65495 || isNaN(data9)){
const err23 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/2/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65495},message:"must be <= 65495"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(data9 < 536 || isNaN(data9)){
const err24 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/2/minimum",keyword:"minimum",params:{comparison: ">=", limit: 536},message:"must be >= 536"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
var _valid1 = _errs33 === errors;
valid6 = valid6 || _valid1;
if(!valid6){
const err25 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
else {
errors = _errs29;
if(vErrors !== null){
if(_errs29){
vErrors.length = _errs29;
}
else {
vErrors = null;
}
}
}
}
if(data.udp_zero_checksum !== undefined){
let data10 = data.udp_zero_checksum;
if(!((data10 === "drop") || (data10 === "compute"))){
const err26 = {instancePath:instancePath+"/udp_zero_checksum",schemaPath:"#/properties/udp_zero_checksum/enum",keyword:"enum",params:{allowedValues: schema31.properties.udp_zero_checksum.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.allow_non_global !== undefined){
if(typeof data.allow_non_global !== "boolean"){
const err27 = {instancePath:instancePath+"/allow_non_global",schemaPath:"#/properties/allow_non_global/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.status !== undefined){
if(typeof data.status !== "string"){
const err28 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data.metrics !== undefined){
if(typeof data.metrics !== "string"){
const err29 = {instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
