// Generated from schemas/ by `npm run generate`. Do not edit.
"use strict";
export const validate = validate20;
export default validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://migrate.invalid/schemas/nat64.schema.json","description":"Configuration of the built-in NAT64 translator: migrate nat64 --config FILE","type":"object","additionalProperties":false,"required":["tun"],"properties":{"mode":{"description":"nat64: stateful, RFC 6146. siit: stateless, RFC 7915.","enum":["nat64","siit"],"default":"nat64"},"tun":{"description":"The TUN device by name: attached to if it exists, else created. Long form to say whether addresses and routes are set up.","anyOf":[{"$ref":"#/$defs/device"},{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/$defs/device"},"setup":{"description":"Bring the device up and route pool4 and pool6 to it. Default: only when the device is created here.","type":"boolean"}}}],"examples":["nat64",{"name":"nat64","setup":true}]},"pool6":{"description":"IPv6 prefixes that stand for IPv4 (RFC 6052), the first one for packets that come from IPv4.","anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}],"default":"64:ff9b::/96"},"pool4":{"description":"IPv4 addresses and ports that clients are mapped to. Required in mode nat64.","anyOf":[{"type":"string"},{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"object","additionalProperties":false,"required":["prefix"],"properties":{"prefix":{"type":"string"},"ports":{"$ref":"#/$defs/ports"}}}]}}],"examples":[[{"prefix":"203.0.113.0/28","ports":"1024-65535"}]]},"self4":{"description":"Our own IPv4 address, for ICMP in our own name. Default: the first of pool4.","type":"string"},"self6":{"description":"Our own IPv6 address, for ICMP in our own name. Default: self4 under the first prefix of pool6.","type":"string"},"bib":{"description":"Static bindings, so that a server behind the translator can be reached from IPv4. Mode nat64 only.","type":"array","items":{"type":"object","additionalProperties":false,"required":["protocol","v6","v4"],"properties":{"protocol":{"enum":["tcp","udp","icmp"]},"v6":{"description":"[address]:port or address#port; for icmp the identifier.","type":"string"},"v4":{"description":"address:port or address#port, inside pool4.","type":"string"}}},"examples":[[{"protocol":"tcp","v6":"[2001:db8::1]:443","v4":"203.0.113.1:443"}]]},"eam":{"description":"Explicit address mappings, RFC 7757. Mode siit only.","type":"array","items":{"type":"object","additionalProperties":false,"required":["v4","v6"],"properties":{"v4":{"description":"Prefix, or one address.","type":"string"},"v6":{"description":"Prefix, or one address.","type":"string"}}},"examples":[[{"v4":"192.0.2.0/28","v6":"2001:db8:1::/124"}]]},"mtu4":{"description":"Largest packet toward IPv4, bytes.","type":"integer","minimum":68,"maximum":65535,"default":1500},"mtu6":{"description":"Largest packet toward IPv6, bytes.","type":"integer","minimum":1280,"maximum":65535,"default":1500},"lowest_ipv6_mtu":{"description":"What IPv4 packets without DF are cut to, bytes. RFC 7915 section 4.1.","type":"integer","minimum":1280,"maximum":65535,"default":1280},"udp_zero_checksum":{"description":"What becomes of whole UDP packets from IPv4 without a checksum. RFC 7915 section 4.5.","enum":["drop","compute"],"default":"compute"},"rfc6791":{"description":"Source addresses for ICMP errors from routers that have no address in the other family. Prefixes or addresses.","type":"object","additionalProperties":false,"properties":{"v4":{"$ref":"#/$defs/strings"},"v6":{"$ref":"#/$defs/strings"}}},"filtering":{"description":"Who may answer a client: eif anyone (endpoint-independent), adf only addresses it has written to (address-dependent).","enum":["eif","adf"],"default":"eif"},"mss_clamp":{"description":"Largest MSS a SYN may announce: auto follows mtu4 and mtu6.","anyOf":[{"enum":["auto","off"]},{"type":"boolean"},{"type":"integer","minimum":536,"maximum":65495}],"default":"auto"},"lifetimes":{"description":"How long sessions live without traffic. Seconds, or text such as 90s, 5m, 2h. RFC 6146 section 4.","type":"object","additionalProperties":false,"properties":{"udp":{"$ref":"#/$defs/duration","default":"5m"},"icmp":{"$ref":"#/$defs/duration","default":"60s"},"tcp_est":{"$ref":"#/$defs/duration","default":"2h4m"},"tcp_trans":{"$ref":"#/$defs/duration","default":"4m"},"tcp_incoming_syn":{"$ref":"#/$defs/duration","default":"6s"},"fragment":{"$ref":"#/$defs/duration","default":"2s"}}},"clients":{"description":"IPv6 sources that are translated; nobody else is. Default: everyone.","$ref":"#/$defs/strings"},"limits":{"type":"object","additionalProperties":false,"properties":{"sessions":{"description":"Most sessions at once.","type":"integer","minimum":1,"maximum":16777216,"default":1000000},"per_source":{"description":"Most sessions of one source prefix; 0 for no limit. Default: a quarter of sessions.","type":"integer","minimum":0},"source_prefix_length":{"description":"What counts as one source, bits.","type":"integer","minimum":1,"maximum":64,"default":64},"fragmented_packets":{"description":"Fragmented packets tracked at once.","type":"integer","minimum":0,"default":4096},"fragment_bytes":{"description":"Bytes held for packets whose first fragment has not come.","type":"integer","minimum":0,"default":4194304},"pending_syns":{"description":"Unsolicited SYNs held at once.","type":"integer","minimum":0,"default":1024},"icmp_per_second":{"description":"ICMP messages in our own name per second.","type":"integer","minimum":0,"default":1000}}},"allow_non_global":{"description":"Translate private and other non-global IPv4 under 64:ff9b::/96 too. RFC 6052 section 3.1 forbids it; better use a prefix of your own.","type":"boolean","default":false},"fastpath":{"description":"off: packets are carried in user space. auto: as off, until the kernel fast path is there. require is refused until then.","enum":["auto","off","require"],"default":"auto"},"state_file":{"description":"Where sessions are kept across a restart.","type":"string","x-not-yet":"sessions do not survive a restart yet"},"status":{"description":"Path of a unix socket that answers each connection with the status as JSON.","type":"string"}},"$defs":{"device":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"},"strings":{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]},"duration":{"anyOf":[{"type":"number","exclusiveMinimum":0,"maximum":2592000},{"type":"string","pattern":"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"}]},"ports":{"description":"Text such as 1024-65535 or 80,1024-2047; one number; or [from, to].","anyOf":[{"type":"string","pattern":"^ *[0-9]+( *- *[0-9]+)?( *, *[0-9]+( *- *[0-9]+)?)* *$"},{"type":"integer","minimum":0,"maximum":65535},{"type":"array","items":{"type":"integer","minimum":0,"maximum":65535},"minItems":2,"maxItems":2}]}}};
const schema32 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"};
const schema34 = {"description":"Text such as 1024-65535 or 80,1024-2047; one number; or [from, to].","anyOf":[{"type":"string","pattern":"^ *[0-9]+( *- *[0-9]+)?( *, *[0-9]+( *- *[0-9]+)?)* *$"},{"type":"integer","minimum":0,"maximum":65535},{"type":"array","items":{"type":"integer","minimum":0,"maximum":65535},"minItems":2,"maxItems":2}]};
const schema35 = {"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]};
const schema37 = {"anyOf":[{"type":"number","exclusiveMinimum":0,"maximum":2592000},{"type":"string","pattern":"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"}]};
const func1 = Object.prototype.hasOwnProperty;
const pattern4 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$", "u");
const pattern6 = new RegExp("^ *[0-9]+( *- *[0-9]+)?( *, *[0-9]+( *- *[0-9]+)?)* *$", "u");
const pattern7 = new RegExp("^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://migrate.invalid/schemas/nat64.schema.json" */;
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
if(data.tun === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "tun"},message:"must have required property '"+"tun"+"'"};
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
if(data.mode !== undefined){
let data0 = data.mode;
if(!((data0 === "nat64") || (data0 === "siit"))){
const err2 = {instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/enum",keyword:"enum",params:{allowedValues: schema31.properties.mode.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.tun !== undefined){
let data1 = data.tun;
const _errs4 = errors;
let valid1 = false;
const _errs5 = errors;
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
const err3 = {instancePath:instancePath+"/tun",schemaPath:"#/$defs/device/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"+"\""};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/tun",schemaPath:"#/$defs/device/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
var _valid0 = _errs5 === errors;
valid1 = valid1 || _valid0;
const _errs8 = errors;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.name === undefined){
const err5 = {instancePath:instancePath+"/tun",schemaPath:"#/properties/tun/anyOf/1/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key1 in data1){
if(!((key1 === "name") || (key1 === "setup"))){
const err6 = {instancePath:instancePath+"/tun",schemaPath:"#/properties/tun/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data1.name !== undefined){
let data2 = data1.name;
if(typeof data2 === "string"){
if(!pattern4.test(data2)){
const err7 = {instancePath:instancePath+"/tun/name",schemaPath:"#/$defs/device/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"+"\""};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/tun/name",schemaPath:"#/$defs/device/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data1.setup !== undefined){
if(typeof data1.setup !== "boolean"){
const err9 = {instancePath:instancePath+"/tun/setup",schemaPath:"#/properties/tun/anyOf/1/properties/setup/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/tun",schemaPath:"#/properties/tun/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var _valid0 = _errs8 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const err11 = {instancePath:instancePath+"/tun",schemaPath:"#/properties/tun/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
errors = _errs4;
if(vErrors !== null){
if(_errs4){
vErrors.length = _errs4;
}
else {
vErrors = null;
}
}
}
}
if(data.pool6 !== undefined){
let data4 = data.pool6;
const _errs17 = errors;
let valid5 = false;
const _errs18 = errors;
if(typeof data4 !== "string"){
const err12 = {instancePath:instancePath+"/pool6",schemaPath:"#/properties/pool6/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
var _valid1 = _errs18 === errors;
valid5 = valid5 || _valid1;
const _errs20 = errors;
if(Array.isArray(data4)){
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
if(typeof data4[i0] !== "string"){
const err13 = {instancePath:instancePath+"/pool6/" + i0,schemaPath:"#/properties/pool6/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/pool6",schemaPath:"#/properties/pool6/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
var _valid1 = _errs20 === errors;
valid5 = valid5 || _valid1;
if(!valid5){
const err15 = {instancePath:instancePath+"/pool6",schemaPath:"#/properties/pool6/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
else {
errors = _errs17;
if(vErrors !== null){
if(_errs17){
vErrors.length = _errs17;
}
else {
vErrors = null;
}
}
}
}
if(data.pool4 !== undefined){
let data6 = data.pool4;
const _errs25 = errors;
let valid8 = false;
const _errs26 = errors;
if(typeof data6 !== "string"){
const err16 = {instancePath:instancePath+"/pool4",schemaPath:"#/properties/pool4/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
var _valid2 = _errs26 === errors;
valid8 = valid8 || _valid2;
const _errs28 = errors;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
const _errs31 = errors;
let valid11 = false;
const _errs32 = errors;
if(typeof data7 !== "string"){
const err17 = {instancePath:instancePath+"/pool4/" + i1,schemaPath:"#/properties/pool4/anyOf/1/items/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var _valid3 = _errs32 === errors;
valid11 = valid11 || _valid3;
const _errs34 = errors;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if(data7.prefix === undefined){
const err18 = {instancePath:instancePath+"/pool4/" + i1,schemaPath:"#/properties/pool4/anyOf/1/items/anyOf/1/required",keyword:"required",params:{missingProperty: "prefix"},message:"must have required property '"+"prefix"+"'"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
for(const key2 in data7){
if(!((key2 === "prefix") || (key2 === "ports"))){
const err19 = {instancePath:instancePath+"/pool4/" + i1,schemaPath:"#/properties/pool4/anyOf/1/items/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data7.prefix !== undefined){
if(typeof data7.prefix !== "string"){
const err20 = {instancePath:instancePath+"/pool4/" + i1+"/prefix",schemaPath:"#/properties/pool4/anyOf/1/items/anyOf/1/properties/prefix/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data7.ports !== undefined){
let data9 = data7.ports;
const _errs41 = errors;
let valid14 = false;
const _errs42 = errors;
if(typeof data9 === "string"){
if(!pattern6.test(data9)){
const err21 = {instancePath:instancePath+"/pool4/" + i1+"/ports",schemaPath:"#/$defs/ports/anyOf/0/pattern",keyword:"pattern",params:{pattern: "^ *[0-9]+( *- *[0-9]+)?( *, *[0-9]+( *- *[0-9]+)?)* *$"},message:"must match pattern \""+"^ *[0-9]+( *- *[0-9]+)?( *, *[0-9]+( *- *[0-9]+)?)* *$"+"\""};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
else {
const err22 = {instancePath:instancePath+"/pool4/" + i1+"/ports",schemaPath:"#/$defs/ports/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
var _valid4 = _errs42 === errors;
valid14 = valid14 || _valid4;
const _errs44 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err23 = {instancePath:instancePath+"/pool4/" + i1+"/ports",schemaPath:"#/$defs/ports/anyOf/1/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 65535 || isNaN(data9)){
const err24 = {instancePath:instancePath+"/pool4/" + i1+"/ports",schemaPath:"#/$defs/ports/anyOf/1/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data9 < 0 || isNaN(data9)){
const err25 = {instancePath:instancePath+"/pool4/" + i1+"/ports",schemaPath:"#/$defs/ports/anyOf/1/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
var _valid4 = _errs44 === errors;
valid14 = valid14 || _valid4;
const _errs46 = errors;
if(Array.isArray(data9)){
if(data9.length > 2){
const err26 = {instancePath:instancePath+"/pool4/" + i1+"/ports",schemaPath:"#/$defs/ports/anyOf/2/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data9.length < 2){
const err27 = {instancePath:instancePath+"/pool4/" + i1+"/ports",schemaPath:"#/$defs/ports/anyOf/2/minItems",keyword:"minItems",params:{limit: 2},message:"must NOT have fewer than 2 items"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
let data10 = data9[i2];
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
const err28 = {instancePath:instancePath+"/pool4/" + i1+"/ports/" + i2,schemaPath:"#/$defs/ports/anyOf/2/items/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 65535 || isNaN(data10)){
const err29 = {instancePath:instancePath+"/pool4/" + i1+"/ports/" + i2,schemaPath:"#/$defs/ports/anyOf/2/items/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data10 < 0 || isNaN(data10)){
const err30 = {instancePath:instancePath+"/pool4/" + i1+"/ports/" + i2,schemaPath:"#/$defs/ports/anyOf/2/items/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
}
}
else {
const err31 = {instancePath:instancePath+"/pool4/" + i1+"/ports",schemaPath:"#/$defs/ports/anyOf/2/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
var _valid4 = _errs46 === errors;
valid14 = valid14 || _valid4;
if(!valid14){
const err32 = {instancePath:instancePath+"/pool4/" + i1+"/ports",schemaPath:"#/$defs/ports/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
else {
errors = _errs41;
if(vErrors !== null){
if(_errs41){
vErrors.length = _errs41;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err33 = {instancePath:instancePath+"/pool4/" + i1,schemaPath:"#/properties/pool4/anyOf/1/items/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
var _valid3 = _errs34 === errors;
valid11 = valid11 || _valid3;
if(!valid11){
const err34 = {instancePath:instancePath+"/pool4/" + i1,schemaPath:"#/properties/pool4/anyOf/1/items/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
else {
errors = _errs31;
if(vErrors !== null){
if(_errs31){
vErrors.length = _errs31;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err35 = {instancePath:instancePath+"/pool4",schemaPath:"#/properties/pool4/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
var _valid2 = _errs28 === errors;
valid8 = valid8 || _valid2;
if(!valid8){
const err36 = {instancePath:instancePath+"/pool4",schemaPath:"#/properties/pool4/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
else {
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
}
}
if(data.self4 !== undefined){
if(typeof data.self4 !== "string"){
const err37 = {instancePath:instancePath+"/self4",schemaPath:"#/properties/self4/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.self6 !== undefined){
if(typeof data.self6 !== "string"){
const err38 = {instancePath:instancePath+"/self6",schemaPath:"#/properties/self6/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.bib !== undefined){
let data13 = data.bib;
if(Array.isArray(data13)){
const len3 = data13.length;
for(let i3=0; i3<len3; i3++){
let data14 = data13[i3];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.protocol === undefined){
const err39 = {instancePath:instancePath+"/bib/" + i3,schemaPath:"#/properties/bib/items/required",keyword:"required",params:{missingProperty: "protocol"},message:"must have required property '"+"protocol"+"'"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data14.v6 === undefined){
const err40 = {instancePath:instancePath+"/bib/" + i3,schemaPath:"#/properties/bib/items/required",keyword:"required",params:{missingProperty: "v6"},message:"must have required property '"+"v6"+"'"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data14.v4 === undefined){
const err41 = {instancePath:instancePath+"/bib/" + i3,schemaPath:"#/properties/bib/items/required",keyword:"required",params:{missingProperty: "v4"},message:"must have required property '"+"v4"+"'"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key3 in data14){
if(!(((key3 === "protocol") || (key3 === "v6")) || (key3 === "v4"))){
const err42 = {instancePath:instancePath+"/bib/" + i3,schemaPath:"#/properties/bib/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data14.protocol !== undefined){
let data15 = data14.protocol;
if(!(((data15 === "tcp") || (data15 === "udp")) || (data15 === "icmp"))){
const err43 = {instancePath:instancePath+"/bib/" + i3+"/protocol",schemaPath:"#/properties/bib/items/properties/protocol/enum",keyword:"enum",params:{allowedValues: schema31.properties.bib.items.properties.protocol.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data14.v6 !== undefined){
if(typeof data14.v6 !== "string"){
const err44 = {instancePath:instancePath+"/bib/" + i3+"/v6",schemaPath:"#/properties/bib/items/properties/v6/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data14.v4 !== undefined){
if(typeof data14.v4 !== "string"){
const err45 = {instancePath:instancePath+"/bib/" + i3+"/v4",schemaPath:"#/properties/bib/items/properties/v4/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/bib/" + i3,schemaPath:"#/properties/bib/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/bib",schemaPath:"#/properties/bib/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data.eam !== undefined){
let data18 = data.eam;
if(Array.isArray(data18)){
const len4 = data18.length;
for(let i4=0; i4<len4; i4++){
let data19 = data18[i4];
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(data19.v4 === undefined){
const err48 = {instancePath:instancePath+"/eam/" + i4,schemaPath:"#/properties/eam/items/required",keyword:"required",params:{missingProperty: "v4"},message:"must have required property '"+"v4"+"'"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if(data19.v6 === undefined){
const err49 = {instancePath:instancePath+"/eam/" + i4,schemaPath:"#/properties/eam/items/required",keyword:"required",params:{missingProperty: "v6"},message:"must have required property '"+"v6"+"'"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
for(const key4 in data19){
if(!((key4 === "v4") || (key4 === "v6"))){
const err50 = {instancePath:instancePath+"/eam/" + i4,schemaPath:"#/properties/eam/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data19.v4 !== undefined){
if(typeof data19.v4 !== "string"){
const err51 = {instancePath:instancePath+"/eam/" + i4+"/v4",schemaPath:"#/properties/eam/items/properties/v4/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data19.v6 !== undefined){
if(typeof data19.v6 !== "string"){
const err52 = {instancePath:instancePath+"/eam/" + i4+"/v6",schemaPath:"#/properties/eam/items/properties/v6/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
else {
const err53 = {instancePath:instancePath+"/eam/" + i4,schemaPath:"#/properties/eam/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/eam",schemaPath:"#/properties/eam/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data.mtu4 !== undefined){
let data22 = data.mtu4;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err55 = {instancePath:instancePath+"/mtu4",schemaPath:"#/properties/mtu4/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 65535 || isNaN(data22)){
const err56 = {instancePath:instancePath+"/mtu4",schemaPath:"#/properties/mtu4/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(data22 < 68 || isNaN(data22)){
const err57 = {instancePath:instancePath+"/mtu4",schemaPath:"#/properties/mtu4/minimum",keyword:"minimum",params:{comparison: ">=", limit: 68},message:"must be >= 68"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
}
if(data.mtu6 !== undefined){
let data23 = data.mtu6;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err58 = {instancePath:instancePath+"/mtu6",schemaPath:"#/properties/mtu6/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 65535 || isNaN(data23)){
const err59 = {instancePath:instancePath+"/mtu6",schemaPath:"#/properties/mtu6/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(data23 < 1280 || isNaN(data23)){
const err60 = {instancePath:instancePath+"/mtu6",schemaPath:"#/properties/mtu6/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1280},message:"must be >= 1280"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
if(data.lowest_ipv6_mtu !== undefined){
let data24 = data.lowest_ipv6_mtu;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err61 = {instancePath:instancePath+"/lowest_ipv6_mtu",schemaPath:"#/properties/lowest_ipv6_mtu/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 65535 || isNaN(data24)){
const err62 = {instancePath:instancePath+"/lowest_ipv6_mtu",schemaPath:"#/properties/lowest_ipv6_mtu/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data24 < 1280 || isNaN(data24)){
const err63 = {instancePath:instancePath+"/lowest_ipv6_mtu",schemaPath:"#/properties/lowest_ipv6_mtu/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1280},message:"must be >= 1280"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
}
if(data.udp_zero_checksum !== undefined){
let data25 = data.udp_zero_checksum;
if(!((data25 === "drop") || (data25 === "compute"))){
const err64 = {instancePath:instancePath+"/udp_zero_checksum",schemaPath:"#/properties/udp_zero_checksum/enum",keyword:"enum",params:{allowedValues: schema31.properties.udp_zero_checksum.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data.rfc6791 !== undefined){
let data26 = data.rfc6791;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
for(const key5 in data26){
if(!((key5 === "v4") || (key5 === "v6"))){
const err65 = {instancePath:instancePath+"/rfc6791",schemaPath:"#/properties/rfc6791/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data26.v4 !== undefined){
let data27 = data26.v4;
const _errs85 = errors;
let valid25 = false;
const _errs86 = errors;
if(typeof data27 !== "string"){
const err66 = {instancePath:instancePath+"/rfc6791/v4",schemaPath:"#/$defs/strings/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
var _valid5 = _errs86 === errors;
valid25 = valid25 || _valid5;
const _errs88 = errors;
if(Array.isArray(data27)){
const len5 = data27.length;
for(let i5=0; i5<len5; i5++){
if(typeof data27[i5] !== "string"){
const err67 = {instancePath:instancePath+"/rfc6791/v4/" + i5,schemaPath:"#/$defs/strings/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
}
else {
const err68 = {instancePath:instancePath+"/rfc6791/v4",schemaPath:"#/$defs/strings/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
var _valid5 = _errs88 === errors;
valid25 = valid25 || _valid5;
if(!valid25){
const err69 = {instancePath:instancePath+"/rfc6791/v4",schemaPath:"#/$defs/strings/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
else {
errors = _errs85;
if(vErrors !== null){
if(_errs85){
vErrors.length = _errs85;
}
else {
vErrors = null;
}
}
}
}
if(data26.v6 !== undefined){
let data29 = data26.v6;
const _errs94 = errors;
let valid29 = false;
const _errs95 = errors;
if(typeof data29 !== "string"){
const err70 = {instancePath:instancePath+"/rfc6791/v6",schemaPath:"#/$defs/strings/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
var _valid6 = _errs95 === errors;
valid29 = valid29 || _valid6;
const _errs97 = errors;
if(Array.isArray(data29)){
const len6 = data29.length;
for(let i6=0; i6<len6; i6++){
if(typeof data29[i6] !== "string"){
const err71 = {instancePath:instancePath+"/rfc6791/v6/" + i6,schemaPath:"#/$defs/strings/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
else {
const err72 = {instancePath:instancePath+"/rfc6791/v6",schemaPath:"#/$defs/strings/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
var _valid6 = _errs97 === errors;
valid29 = valid29 || _valid6;
if(!valid29){
const err73 = {instancePath:instancePath+"/rfc6791/v6",schemaPath:"#/$defs/strings/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
else {
errors = _errs94;
if(vErrors !== null){
if(_errs94){
vErrors.length = _errs94;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err74 = {instancePath:instancePath+"/rfc6791",schemaPath:"#/properties/rfc6791/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data.filtering !== undefined){
let data31 = data.filtering;
if(!((data31 === "eif") || (data31 === "adf"))){
const err75 = {instancePath:instancePath+"/filtering",schemaPath:"#/properties/filtering/enum",keyword:"enum",params:{allowedValues: schema31.properties.filtering.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data.mss_clamp !== undefined){
let data32 = data.mss_clamp;
const _errs103 = errors;
let valid32 = false;
const _errs104 = errors;
if(!((data32 === "auto") || (data32 === "off"))){
const err76 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema31.properties.mss_clamp.anyOf[0].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
var _valid7 = _errs104 === errors;
valid32 = valid32 || _valid7;
const _errs105 = errors;
if(typeof data32 !== "boolean"){
const err77 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/1/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
var _valid7 = _errs105 === errors;
valid32 = valid32 || _valid7;
const _errs107 = errors;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
const err78 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/2/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 65495 || isNaN(data32)){
const err79 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/2/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65495},message:"must be <= 65495"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(data32 < 536 || isNaN(data32)){
const err80 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/2/minimum",keyword:"minimum",params:{comparison: ">=", limit: 536},message:"must be >= 536"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
var _valid7 = _errs107 === errors;
valid32 = valid32 || _valid7;
if(!valid32){
const err81 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
else {
errors = _errs103;
if(vErrors !== null){
if(_errs103){
vErrors.length = _errs103;
}
else {
vErrors = null;
}
}
}
}
if(data.lifetimes !== undefined){
let data33 = data.lifetimes;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
for(const key6 in data33){
if(!((((((key6 === "udp") || (key6 === "icmp")) || (key6 === "tcp_est")) || (key6 === "tcp_trans")) || (key6 === "tcp_incoming_syn")) || (key6 === "fragment"))){
const err82 = {instancePath:instancePath+"/lifetimes",schemaPath:"#/properties/lifetimes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data33.udp !== undefined){
let data34 = data33.udp;
const _errs114 = errors;
let valid35 = false;
const _errs115 = errors;
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 2592000 || isNaN(data34)){
const err83 = {instancePath:instancePath+"/lifetimes/udp",schemaPath:"#/$defs/duration/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000},message:"must be <= 2592000"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(data34 <= 0 || isNaN(data34)){
const err84 = {instancePath:instancePath+"/lifetimes/udp",schemaPath:"#/$defs/duration/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
else {
const err85 = {instancePath:instancePath+"/lifetimes/udp",schemaPath:"#/$defs/duration/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
var _valid8 = _errs115 === errors;
valid35 = valid35 || _valid8;
const _errs117 = errors;
if(typeof data34 === "string"){
if(!pattern7.test(data34)){
const err86 = {instancePath:instancePath+"/lifetimes/udp",schemaPath:"#/$defs/duration/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},message:"must match pattern \""+"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"+"\""};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/lifetimes/udp",schemaPath:"#/$defs/duration/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
var _valid8 = _errs117 === errors;
valid35 = valid35 || _valid8;
if(!valid35){
const err88 = {instancePath:instancePath+"/lifetimes/udp",schemaPath:"#/$defs/duration/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
else {
errors = _errs114;
if(vErrors !== null){
if(_errs114){
vErrors.length = _errs114;
}
else {
vErrors = null;
}
}
}
}
if(data33.icmp !== undefined){
let data35 = data33.icmp;
const _errs121 = errors;
let valid37 = false;
const _errs122 = errors;
if((typeof data35 == "number") && (isFinite(data35))){
if(data35 > 2592000 || isNaN(data35)){
const err89 = {instancePath:instancePath+"/lifetimes/icmp",schemaPath:"#/$defs/duration/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000},message:"must be <= 2592000"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data35 <= 0 || isNaN(data35)){
const err90 = {instancePath:instancePath+"/lifetimes/icmp",schemaPath:"#/$defs/duration/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
else {
const err91 = {instancePath:instancePath+"/lifetimes/icmp",schemaPath:"#/$defs/duration/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
var _valid9 = _errs122 === errors;
valid37 = valid37 || _valid9;
const _errs124 = errors;
if(typeof data35 === "string"){
if(!pattern7.test(data35)){
const err92 = {instancePath:instancePath+"/lifetimes/icmp",schemaPath:"#/$defs/duration/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},message:"must match pattern \""+"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"+"\""};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
else {
const err93 = {instancePath:instancePath+"/lifetimes/icmp",schemaPath:"#/$defs/duration/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
var _valid9 = _errs124 === errors;
valid37 = valid37 || _valid9;
if(!valid37){
const err94 = {instancePath:instancePath+"/lifetimes/icmp",schemaPath:"#/$defs/duration/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
else {
errors = _errs121;
if(vErrors !== null){
if(_errs121){
vErrors.length = _errs121;
}
else {
vErrors = null;
}
}
}
}
if(data33.tcp_est !== undefined){
let data36 = data33.tcp_est;
const _errs128 = errors;
let valid39 = false;
const _errs129 = errors;
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 2592000 || isNaN(data36)){
const err95 = {instancePath:instancePath+"/lifetimes/tcp_est",schemaPath:"#/$defs/duration/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000},message:"must be <= 2592000"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
if(data36 <= 0 || isNaN(data36)){
const err96 = {instancePath:instancePath+"/lifetimes/tcp_est",schemaPath:"#/$defs/duration/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
else {
const err97 = {instancePath:instancePath+"/lifetimes/tcp_est",schemaPath:"#/$defs/duration/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
var _valid10 = _errs129 === errors;
valid39 = valid39 || _valid10;
const _errs131 = errors;
if(typeof data36 === "string"){
if(!pattern7.test(data36)){
const err98 = {instancePath:instancePath+"/lifetimes/tcp_est",schemaPath:"#/$defs/duration/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},message:"must match pattern \""+"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"+"\""};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
else {
const err99 = {instancePath:instancePath+"/lifetimes/tcp_est",schemaPath:"#/$defs/duration/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
var _valid10 = _errs131 === errors;
valid39 = valid39 || _valid10;
if(!valid39){
const err100 = {instancePath:instancePath+"/lifetimes/tcp_est",schemaPath:"#/$defs/duration/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
else {
errors = _errs128;
if(vErrors !== null){
if(_errs128){
vErrors.length = _errs128;
}
else {
vErrors = null;
}
}
}
}
if(data33.tcp_trans !== undefined){
let data37 = data33.tcp_trans;
const _errs135 = errors;
let valid41 = false;
const _errs136 = errors;
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 2592000 || isNaN(data37)){
const err101 = {instancePath:instancePath+"/lifetimes/tcp_trans",schemaPath:"#/$defs/duration/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000},message:"must be <= 2592000"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data37 <= 0 || isNaN(data37)){
const err102 = {instancePath:instancePath+"/lifetimes/tcp_trans",schemaPath:"#/$defs/duration/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
else {
const err103 = {instancePath:instancePath+"/lifetimes/tcp_trans",schemaPath:"#/$defs/duration/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
var _valid11 = _errs136 === errors;
valid41 = valid41 || _valid11;
const _errs138 = errors;
if(typeof data37 === "string"){
if(!pattern7.test(data37)){
const err104 = {instancePath:instancePath+"/lifetimes/tcp_trans",schemaPath:"#/$defs/duration/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},message:"must match pattern \""+"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"+"\""};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
else {
const err105 = {instancePath:instancePath+"/lifetimes/tcp_trans",schemaPath:"#/$defs/duration/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
var _valid11 = _errs138 === errors;
valid41 = valid41 || _valid11;
if(!valid41){
const err106 = {instancePath:instancePath+"/lifetimes/tcp_trans",schemaPath:"#/$defs/duration/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
else {
errors = _errs135;
if(vErrors !== null){
if(_errs135){
vErrors.length = _errs135;
}
else {
vErrors = null;
}
}
}
}
if(data33.tcp_incoming_syn !== undefined){
let data38 = data33.tcp_incoming_syn;
const _errs142 = errors;
let valid43 = false;
const _errs143 = errors;
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 2592000 || isNaN(data38)){
const err107 = {instancePath:instancePath+"/lifetimes/tcp_incoming_syn",schemaPath:"#/$defs/duration/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000},message:"must be <= 2592000"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(data38 <= 0 || isNaN(data38)){
const err108 = {instancePath:instancePath+"/lifetimes/tcp_incoming_syn",schemaPath:"#/$defs/duration/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
else {
const err109 = {instancePath:instancePath+"/lifetimes/tcp_incoming_syn",schemaPath:"#/$defs/duration/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
var _valid12 = _errs143 === errors;
valid43 = valid43 || _valid12;
const _errs145 = errors;
if(typeof data38 === "string"){
if(!pattern7.test(data38)){
const err110 = {instancePath:instancePath+"/lifetimes/tcp_incoming_syn",schemaPath:"#/$defs/duration/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},message:"must match pattern \""+"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"+"\""};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
else {
const err111 = {instancePath:instancePath+"/lifetimes/tcp_incoming_syn",schemaPath:"#/$defs/duration/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
var _valid12 = _errs145 === errors;
valid43 = valid43 || _valid12;
if(!valid43){
const err112 = {instancePath:instancePath+"/lifetimes/tcp_incoming_syn",schemaPath:"#/$defs/duration/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
else {
errors = _errs142;
if(vErrors !== null){
if(_errs142){
vErrors.length = _errs142;
}
else {
vErrors = null;
}
}
}
}
if(data33.fragment !== undefined){
let data39 = data33.fragment;
const _errs149 = errors;
let valid45 = false;
const _errs150 = errors;
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 2592000 || isNaN(data39)){
const err113 = {instancePath:instancePath+"/lifetimes/fragment",schemaPath:"#/$defs/duration/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000},message:"must be <= 2592000"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(data39 <= 0 || isNaN(data39)){
const err114 = {instancePath:instancePath+"/lifetimes/fragment",schemaPath:"#/$defs/duration/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
else {
const err115 = {instancePath:instancePath+"/lifetimes/fragment",schemaPath:"#/$defs/duration/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
var _valid13 = _errs150 === errors;
valid45 = valid45 || _valid13;
const _errs152 = errors;
if(typeof data39 === "string"){
if(!pattern7.test(data39)){
const err116 = {instancePath:instancePath+"/lifetimes/fragment",schemaPath:"#/$defs/duration/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},message:"must match pattern \""+"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"+"\""};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
else {
const err117 = {instancePath:instancePath+"/lifetimes/fragment",schemaPath:"#/$defs/duration/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
var _valid13 = _errs152 === errors;
valid45 = valid45 || _valid13;
if(!valid45){
const err118 = {instancePath:instancePath+"/lifetimes/fragment",schemaPath:"#/$defs/duration/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
else {
errors = _errs149;
if(vErrors !== null){
if(_errs149){
vErrors.length = _errs149;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err119 = {instancePath:instancePath+"/lifetimes",schemaPath:"#/properties/lifetimes/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data.clients !== undefined){
let data40 = data.clients;
const _errs156 = errors;
let valid47 = false;
const _errs157 = errors;
if(typeof data40 !== "string"){
const err120 = {instancePath:instancePath+"/clients",schemaPath:"#/$defs/strings/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
var _valid14 = _errs157 === errors;
valid47 = valid47 || _valid14;
const _errs159 = errors;
if(Array.isArray(data40)){
const len7 = data40.length;
for(let i7=0; i7<len7; i7++){
if(typeof data40[i7] !== "string"){
const err121 = {instancePath:instancePath+"/clients/" + i7,schemaPath:"#/$defs/strings/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
}
else {
const err122 = {instancePath:instancePath+"/clients",schemaPath:"#/$defs/strings/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
var _valid14 = _errs159 === errors;
valid47 = valid47 || _valid14;
if(!valid47){
const err123 = {instancePath:instancePath+"/clients",schemaPath:"#/$defs/strings/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
else {
errors = _errs156;
if(vErrors !== null){
if(_errs156){
vErrors.length = _errs156;
}
else {
vErrors = null;
}
}
}
}
if(data.limits !== undefined){
let data42 = data.limits;
if(data42 && typeof data42 == "object" && !Array.isArray(data42)){
for(const key7 in data42){
if(!(((((((key7 === "sessions") || (key7 === "per_source")) || (key7 === "source_prefix_length")) || (key7 === "fragmented_packets")) || (key7 === "fragment_bytes")) || (key7 === "pending_syns")) || (key7 === "icmp_per_second"))){
const err124 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
if(data42.sessions !== undefined){
let data43 = data42.sessions;
if(!(((typeof data43 == "number") && (!(data43 % 1) && !isNaN(data43))) && (isFinite(data43)))){
const err125 = {instancePath:instancePath+"/limits/sessions",schemaPath:"#/properties/limits/properties/sessions/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 > 16777216 || isNaN(data43)){
const err126 = {instancePath:instancePath+"/limits/sessions",schemaPath:"#/properties/limits/properties/sessions/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16777216},message:"must be <= 16777216"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if(data43 < 1 || isNaN(data43)){
const err127 = {instancePath:instancePath+"/limits/sessions",schemaPath:"#/properties/limits/properties/sessions/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
}
if(data42.per_source !== undefined){
let data44 = data42.per_source;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
const err128 = {instancePath:instancePath+"/limits/per_source",schemaPath:"#/properties/limits/properties/per_source/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
if((typeof data44 == "number") && (isFinite(data44))){
if(data44 < 0 || isNaN(data44)){
const err129 = {instancePath:instancePath+"/limits/per_source",schemaPath:"#/properties/limits/properties/per_source/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
}
if(data42.source_prefix_length !== undefined){
let data45 = data42.source_prefix_length;
if(!(((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45))) && (isFinite(data45)))){
const err130 = {instancePath:instancePath+"/limits/source_prefix_length",schemaPath:"#/properties/limits/properties/source_prefix_length/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
if((typeof data45 == "number") && (isFinite(data45))){
if(data45 > 64 || isNaN(data45)){
const err131 = {instancePath:instancePath+"/limits/source_prefix_length",schemaPath:"#/properties/limits/properties/source_prefix_length/maximum",keyword:"maximum",params:{comparison: "<=", limit: 64},message:"must be <= 64"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
if(data45 < 1 || isNaN(data45)){
const err132 = {instancePath:instancePath+"/limits/source_prefix_length",schemaPath:"#/properties/limits/properties/source_prefix_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
}
if(data42.fragmented_packets !== undefined){
let data46 = data42.fragmented_packets;
if(!(((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46))) && (isFinite(data46)))){
const err133 = {instancePath:instancePath+"/limits/fragmented_packets",schemaPath:"#/properties/limits/properties/fragmented_packets/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
if((typeof data46 == "number") && (isFinite(data46))){
if(data46 < 0 || isNaN(data46)){
const err134 = {instancePath:instancePath+"/limits/fragmented_packets",schemaPath:"#/properties/limits/properties/fragmented_packets/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
}
if(data42.fragment_bytes !== undefined){
let data47 = data42.fragment_bytes;
if(!(((typeof data47 == "number") && (!(data47 % 1) && !isNaN(data47))) && (isFinite(data47)))){
const err135 = {instancePath:instancePath+"/limits/fragment_bytes",schemaPath:"#/properties/limits/properties/fragment_bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
if((typeof data47 == "number") && (isFinite(data47))){
if(data47 < 0 || isNaN(data47)){
const err136 = {instancePath:instancePath+"/limits/fragment_bytes",schemaPath:"#/properties/limits/properties/fragment_bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
}
if(data42.pending_syns !== undefined){
let data48 = data42.pending_syns;
if(!(((typeof data48 == "number") && (!(data48 % 1) && !isNaN(data48))) && (isFinite(data48)))){
const err137 = {instancePath:instancePath+"/limits/pending_syns",schemaPath:"#/properties/limits/properties/pending_syns/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
if((typeof data48 == "number") && (isFinite(data48))){
if(data48 < 0 || isNaN(data48)){
const err138 = {instancePath:instancePath+"/limits/pending_syns",schemaPath:"#/properties/limits/properties/pending_syns/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
}
if(data42.icmp_per_second !== undefined){
let data49 = data42.icmp_per_second;
if(!(((typeof data49 == "number") && (!(data49 % 1) && !isNaN(data49))) && (isFinite(data49)))){
const err139 = {instancePath:instancePath+"/limits/icmp_per_second",schemaPath:"#/properties/limits/properties/icmp_per_second/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if((typeof data49 == "number") && (isFinite(data49))){
if(data49 < 0 || isNaN(data49)){
const err140 = {instancePath:instancePath+"/limits/icmp_per_second",schemaPath:"#/properties/limits/properties/icmp_per_second/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
}
}
else {
const err141 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
}
if(data.allow_non_global !== undefined){
if(typeof data.allow_non_global !== "boolean"){
const err142 = {instancePath:instancePath+"/allow_non_global",schemaPath:"#/properties/allow_non_global/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data.fastpath !== undefined){
let data51 = data.fastpath;
if(!(((data51 === "auto") || (data51 === "off")) || (data51 === "require"))){
const err143 = {instancePath:instancePath+"/fastpath",schemaPath:"#/properties/fastpath/enum",keyword:"enum",params:{allowedValues: schema31.properties.fastpath.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
if(data.state_file !== undefined){
if(typeof data.state_file !== "string"){
const err144 = {instancePath:instancePath+"/state_file",schemaPath:"#/properties/state_file/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if(!(true)){
const err145 = {instancePath:instancePath+"/state_file",schemaPath:"#/properties/state_file/x-not-yet",keyword:"x-not-yet",params:{},message:"must pass \"x-not-yet\" keyword validation"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
if(data.status !== undefined){
if(typeof data.status !== "string"){
const err146 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
}
else {
const err147 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
