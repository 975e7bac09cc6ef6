// Generated from schemas/ by `npm run generate`. Do not edit.
"use strict";
export const validate = validate20;
export default validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://migrate.invalid/schemas/nat64.schema.json","description":"Configuration of the built-in NAT64 translator: migrate nat64 --config FILE","type":"object","additionalProperties":false,"required":["tun"],"properties":{"mode":{"description":"nat64: stateful, RFC 6146. siit: stateless, RFC 7915.","enum":["nat64","siit"],"default":"nat64"},"tun":{"description":"The TUN device by name: attached to if it exists, else created. Long form to say whether addresses and routes are set up.","anyOf":[{"$ref":"#/$defs/device"},{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"$ref":"#/$defs/device"},"setup":{"description":"Bring the device up and route pool4 and pool6 to it. Default: only when the device is created here.","type":"boolean"}}}],"examples":["nat64",{"name":"nat64","setup":true}]},"pool6":{"description":"IPv6 prefixes that stand for IPv4 (RFC 6052), the first one for packets that come from IPv4.","anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}],"default":"64:ff9b::/96"},"pool4":{"description":"IPv4 addresses and ports that clients are mapped to. Required in mode nat64.","anyOf":[{"type":"string"},{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"object","additionalProperties":false,"required":["prefix"],"properties":{"prefix":{"type":"string"},"ports":{"$ref":"#/$defs/ports"}}}]}}],"examples":[[{"prefix":"203.0.113.0/28","ports":"1024-65535"}]]},"self4":{"description":"Our own IPv4 address, for ICMP in our own name. Default: the first of pool4.","type":"string"},"self6":{"description":"Our own IPv6 address, for ICMP in our own name. Default: self4 under the first prefix of pool6.","type":"string"},"bib":{"description":"Static bindings, so that a server behind the translator can be reached from IPv4. Mode nat64 only.","type":"array","items":{"type":"object","additionalProperties":false,"required":["protocol","v6","v4"],"properties":{"protocol":{"enum":["tcp","udp","icmp"]},"v6":{"description":"[address]:port or address#port, or a mapping of both; for icmp the identifier.","$ref":"#/$defs/transport_address"},"v4":{"description":"address:port or address#port, or a mapping of both, inside pool4.","$ref":"#/$defs/transport_address"}}},"examples":[[{"protocol":"tcp","v6":"[2001:db8::1]:443","v4":"203.0.113.1:443"}],[{"protocol":"udp","v6":{"address":"2001:db8::1","port":53},"v4":"203.0.113.1#53"}]]},"eam":{"description":"Explicit address mappings, RFC 7757. Mode siit only.","type":"array","items":{"type":"object","additionalProperties":false,"required":["v4","v6"],"properties":{"v4":{"description":"Prefix, or one address.","type":"string"},"v6":{"description":"Prefix, or one address.","type":"string"}}},"examples":[[{"v4":"192.0.2.0/28","v6":"2001:db8:1::/124"}]]},"mtu4":{"description":"Largest packet toward IPv4, bytes.","type":"integer","minimum":68,"maximum":65535,"default":1500},"mtu6":{"description":"Largest packet toward IPv6, bytes.","type":"integer","minimum":1280,"maximum":65535,"default":1500},"lowest_ipv6_mtu":{"description":"What IPv4 packets without DF are cut to, bytes. RFC 7915 section 4.1.","type":"integer","minimum":1280,"maximum":65535,"default":1280},"udp_zero_checksum":{"description":"What becomes of whole UDP packets from IPv4 without a checksum. RFC 7915 section 4.5.","enum":["drop","compute"],"default":"compute"},"rfc6791":{"description":"Source addresses for ICMP errors from routers that have no address in the other family. Prefixes or addresses.","type":"object","additionalProperties":false,"properties":{"v4":{"$ref":"#/$defs/strings"},"v6":{"$ref":"#/$defs/strings"}}},"filtering":{"description":"Who may answer a client: eif anyone (endpoint-independent), adf only addresses it has written to (address-dependent).","enum":["eif","adf"],"default":"eif"},"mss_clamp":{"description":"Largest MSS a SYN may announce: auto follows mtu4 and mtu6. Default: auto, in mode siit off.","anyOf":[{"enum":["auto","off"]},{"type":"boolean"},{"type":"integer","minimum":536,"maximum":65495}]},"lifetimes":{"description":"How long sessions live without traffic. Seconds, or text such as 90s, 5m, 2h. RFC 6146 section 4.","type":"object","additionalProperties":false,"properties":{"udp":{"$ref":"#/$defs/duration","default":"5m"},"icmp":{"$ref":"#/$defs/duration","default":"60s"},"tcp_est":{"$ref":"#/$defs/duration","default":"2h4m"},"tcp_trans":{"$ref":"#/$defs/duration","default":"4m"},"tcp_incoming_syn":{"$ref":"#/$defs/duration","default":"6s"},"fragment":{"$ref":"#/$defs/duration","default":"2s"}}},"clients":{"description":"IPv6 sources that are translated; nobody else is. Default: everyone.","$ref":"#/$defs/strings"},"limits":{"type":"object","additionalProperties":false,"properties":{"sessions":{"description":"Most sessions at once.","type":"integer","minimum":1,"maximum":16777216,"default":1000000},"per_source":{"description":"Most sessions of one source prefix; 0 for no limit at all. Default: no source gets more than a quarter of the table, or of the ports, once three quarters are in use.","type":"integer","minimum":0},"source_prefix_length":{"description":"What counts as one source, bits.","type":"integer","minimum":1,"maximum":64,"default":64},"fragmented_packets":{"description":"Fragmented packets tracked at once.","type":"integer","minimum":0,"default":4096},"fragment_bytes":{"description":"Bytes held for packets whose first fragment has not come.","type":"integer","minimum":0,"default":4194304},"pending_syns":{"description":"Unsolicited SYNs held at once.","type":"integer","minimum":0,"default":1024},"icmp_per_second":{"description":"ICMP messages in our own name per second.","type":"integer","minimum":0,"default":1000}}},"allow_non_global":{"description":"Translate private and other non-global IPv4 under 64:ff9b::/96 too. RFC 6052 section 3.1 forbids it; better use a prefix of your own.","type":"boolean","default":false},"fastpath":{"description":"Whether established sessions are translated in the kernel, by an eBPF program. auto: where it can be had, else one line says why not; require: or do not start. Long form to say on which interfaces.","anyOf":[{"$ref":"#/$defs/fastpath"},{"type":"object","additionalProperties":false,"properties":{"mode":{"$ref":"#/$defs/fastpath"},"interfaces":{"description":"The interfaces toward the clients and toward IPv4. Default: every Ethernet interface that is up and no part of a bridge or bond.","$ref":"#/$defs/strings"},"attach":{"description":"tcx goes with the process, however it ends; clsact is for kernels before 6.6. auto: the first the kernel has.","enum":["auto","tcx","clsact"],"default":"auto"},"bypass_rules":{"description":"Run although there are netfilter rules on forwarded packets. Packets the kernel program translates do not see them.","type":"boolean","default":false}}}],"default":"auto"},"io":{"description":"How packets get from and to the TUN device. plain: one system call each. io_uring: many with one. auto: io_uring where the kernel has it.","enum":["auto","plain","io_uring"],"default":"auto"},"port_blocks":{"description":"Give ports out in blocks, so that no session need be logged. deterministic (RFC 7422): a subscriber's block follows from its prefix. dynamic: blocks on demand, each with one line in the log.","type":"object","additionalProperties":false,"required":["mode"],"properties":{"mode":{"enum":["deterministic","dynamic"]},"size":{"description":"Ports of one block. Default: deterministic, all ports shared out evenly; dynamic, 256.","type":"integer","minimum":1,"maximum":65536},"clients":{"description":"deterministic: the prefix that holds all subscribers, required.","type":"string"},"subscriber_length":{"description":"Bits of an address that name one subscriber.","type":"integer","minimum":1,"maximum":64,"default":64},"most":{"description":"dynamic: most blocks of one subscriber.","type":"integer","minimum":1,"default":8}},"examples":[{"mode":"deterministic","clients":"2001:db8:1::/56"},{"mode":"dynamic","size":512}]},"state_file":{"description":"Where sessions are kept across a restart: written at the end, read and removed at the start.","type":"string"},"sync":{"description":"Keep another gateway's sessions as one's own, and give it ours: active and standby. One of the two listens, the other names it as its peer. Mode nat64 only.","type":"object","additionalProperties":false,"properties":{"listen":{"description":"address:port, [address]:port, or the path of a unix socket. Whoever may connect there is trusted.","type":"string"},"peer":{"description":"Where the other gateway listens, in the same forms.","type":"string"}},"examples":[{"listen":"[2001:db8:ff::1]:4964"},{"peer":"[2001:db8:ff::1]:4964"}]},"metrics":{"description":"Where Prometheus may fetch /metrics over HTTP: address:port, [address]:port, or the path of a unix socket.","type":"string","examples":["127.0.0.1:9464"]},"status":{"description":"Path of a unix socket that answers each connection with the status as JSON.","type":"string"}},"$defs":{"transport_address":{"anyOf":[{"type":"string"},{"type":"object","additionalProperties":false,"required":["address","port"],"properties":{"address":{"type":"string"},"port":{"type":"integer","minimum":0,"maximum":65535}}}]},"device":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"},"fastpath":{"enum":["auto","off","require"]},"strings":{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]},"duration":{"anyOf":[{"type":"number","exclusiveMinimum":0,"maximum":2592000},{"type":"string","pattern":"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"}]},"ports":{"description":"Text such as 1024-65535 or 80,1024-2047; one number; or [from, to].","anyOf":[{"type":"string","pattern":"^ *[0-9]+( *- *[0-9]+)?( *, *[0-9]+( *- *[0-9]+)?)* *$"},{"type":"integer","minimum":0,"maximum":65535},{"type":"array","items":{"type":"integer","minimum":0,"maximum":65535},"minItems":2,"maxItems":2}]}}};
const schema32 = {"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$"};
const schema34 = {"description":"Text such as 1024-65535 or 80,1024-2047; one number; or [from, to].","anyOf":[{"type":"string","pattern":"^ *[0-9]+( *- *[0-9]+)?( *, *[0-9]+( *- *[0-9]+)?)* *$"},{"type":"integer","minimum":0,"maximum":65535},{"type":"array","items":{"type":"integer","minimum":0,"maximum":65535},"minItems":2,"maxItems":2}]};
const schema35 = {"anyOf":[{"type":"string"},{"type":"object","additionalProperties":false,"required":["address","port"],"properties":{"address":{"type":"string"},"port":{"type":"integer","minimum":0,"maximum":65535}}}]};
const schema37 = {"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]};
const schema39 = {"anyOf":[{"type":"number","exclusiveMinimum":0,"maximum":2592000},{"type":"string","pattern":"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"}]};
const schema46 = {"enum":["auto","off","require"]};
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
let data16 = data14.v6;
const _errs62 = errors;
let valid21 = false;
const _errs63 = errors;
if(typeof data16 !== "string"){
const err44 = {instancePath:instancePath+"/bib/" + i3+"/v6",schemaPath:"#/$defs/transport_address/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
var _valid5 = _errs63 === errors;
valid21 = valid21 || _valid5;
const _errs65 = errors;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(data16.address === undefined){
const err45 = {instancePath:instancePath+"/bib/" + i3+"/v6",schemaPath:"#/$defs/transport_address/anyOf/1/required",keyword:"required",params:{missingProperty: "address"},message:"must have required property '"+"address"+"'"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data16.port === undefined){
const err46 = {instancePath:instancePath+"/bib/" + i3+"/v6",schemaPath:"#/$defs/transport_address/anyOf/1/required",keyword:"required",params:{missingProperty: "port"},message:"must have required property '"+"port"+"'"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
for(const key4 in data16){
if(!((key4 === "address") || (key4 === "port"))){
const err47 = {instancePath:instancePath+"/bib/" + i3+"/v6",schemaPath:"#/$defs/transport_address/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data16.address !== undefined){
if(typeof data16.address !== "string"){
const err48 = {instancePath:instancePath+"/bib/" + i3+"/v6/address",schemaPath:"#/$defs/transport_address/anyOf/1/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data16.port !== undefined){
let data18 = data16.port;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err49 = {instancePath:instancePath+"/bib/" + i3+"/v6/port",schemaPath:"#/$defs/transport_address/anyOf/1/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 65535 || isNaN(data18)){
const err50 = {instancePath:instancePath+"/bib/" + i3+"/v6/port",schemaPath:"#/$defs/transport_address/anyOf/1/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data18 < 0 || isNaN(data18)){
const err51 = {instancePath:instancePath+"/bib/" + i3+"/v6/port",schemaPath:"#/$defs/transport_address/anyOf/1/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
}
else {
const err52 = {instancePath:instancePath+"/bib/" + i3+"/v6",schemaPath:"#/$defs/transport_address/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
var _valid5 = _errs65 === errors;
valid21 = valid21 || _valid5;
if(!valid21){
const err53 = {instancePath:instancePath+"/bib/" + i3+"/v6",schemaPath:"#/$defs/transport_address/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
else {
errors = _errs62;
if(vErrors !== null){
if(_errs62){
vErrors.length = _errs62;
}
else {
vErrors = null;
}
}
}
}
if(data14.v4 !== undefined){
let data19 = data14.v4;
const _errs74 = errors;
let valid24 = false;
const _errs75 = errors;
if(typeof data19 !== "string"){
const err54 = {instancePath:instancePath+"/bib/" + i3+"/v4",schemaPath:"#/$defs/transport_address/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
var _valid6 = _errs75 === errors;
valid24 = valid24 || _valid6;
const _errs77 = errors;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(data19.address === undefined){
const err55 = {instancePath:instancePath+"/bib/" + i3+"/v4",schemaPath:"#/$defs/transport_address/anyOf/1/required",keyword:"required",params:{missingProperty: "address"},message:"must have required property '"+"address"+"'"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data19.port === undefined){
const err56 = {instancePath:instancePath+"/bib/" + i3+"/v4",schemaPath:"#/$defs/transport_address/anyOf/1/required",keyword:"required",params:{missingProperty: "port"},message:"must have required property '"+"port"+"'"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
for(const key5 in data19){
if(!((key5 === "address") || (key5 === "port"))){
const err57 = {instancePath:instancePath+"/bib/" + i3+"/v4",schemaPath:"#/$defs/transport_address/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data19.address !== undefined){
if(typeof data19.address !== "string"){
const err58 = {instancePath:instancePath+"/bib/" + i3+"/v4/address",schemaPath:"#/$defs/transport_address/anyOf/1/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data19.port !== undefined){
let data21 = data19.port;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err59 = {instancePath:instancePath+"/bib/" + i3+"/v4/port",schemaPath:"#/$defs/transport_address/anyOf/1/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 65535 || isNaN(data21)){
const err60 = {instancePath:instancePath+"/bib/" + i3+"/v4/port",schemaPath:"#/$defs/transport_address/anyOf/1/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(data21 < 0 || isNaN(data21)){
const err61 = {instancePath:instancePath+"/bib/" + i3+"/v4/port",schemaPath:"#/$defs/transport_address/anyOf/1/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
}
}
else {
const err62 = {instancePath:instancePath+"/bib/" + i3+"/v4",schemaPath:"#/$defs/transport_address/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
var _valid6 = _errs77 === errors;
valid24 = valid24 || _valid6;
if(!valid24){
const err63 = {instancePath:instancePath+"/bib/" + i3+"/v4",schemaPath:"#/$defs/transport_address/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
else {
errors = _errs74;
if(vErrors !== null){
if(_errs74){
vErrors.length = _errs74;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err64 = {instancePath:instancePath+"/bib/" + i3,schemaPath:"#/properties/bib/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
else {
const err65 = {instancePath:instancePath+"/bib",schemaPath:"#/properties/bib/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data.eam !== undefined){
let data22 = data.eam;
if(Array.isArray(data22)){
const len4 = data22.length;
for(let i4=0; i4<len4; i4++){
let data23 = data22[i4];
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.v4 === undefined){
const err66 = {instancePath:instancePath+"/eam/" + i4,schemaPath:"#/properties/eam/items/required",keyword:"required",params:{missingProperty: "v4"},message:"must have required property '"+"v4"+"'"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(data23.v6 === undefined){
const err67 = {instancePath:instancePath+"/eam/" + i4,schemaPath:"#/properties/eam/items/required",keyword:"required",params:{missingProperty: "v6"},message:"must have required property '"+"v6"+"'"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
for(const key6 in data23){
if(!((key6 === "v4") || (key6 === "v6"))){
const err68 = {instancePath:instancePath+"/eam/" + i4,schemaPath:"#/properties/eam/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data23.v4 !== undefined){
if(typeof data23.v4 !== "string"){
const err69 = {instancePath:instancePath+"/eam/" + i4+"/v4",schemaPath:"#/properties/eam/items/properties/v4/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data23.v6 !== undefined){
if(typeof data23.v6 !== "string"){
const err70 = {instancePath:instancePath+"/eam/" + i4+"/v6",schemaPath:"#/properties/eam/items/properties/v6/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
else {
const err71 = {instancePath:instancePath+"/eam/" + i4,schemaPath:"#/properties/eam/items/type",keyword:"type",params:{type: "object"},message:"must be object"};
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
const err72 = {instancePath:instancePath+"/eam",schemaPath:"#/properties/eam/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data.mtu4 !== undefined){
let data26 = data.mtu4;
if(!(((typeof data26 == "number") && (!(data26 % 1) && !isNaN(data26))) && (isFinite(data26)))){
const err73 = {instancePath:instancePath+"/mtu4",schemaPath:"#/properties/mtu4/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if((typeof data26 == "number") && (isFinite(data26))){
if(data26 > 65535 || isNaN(data26)){
const err74 = {instancePath:instancePath+"/mtu4",schemaPath:"#/properties/mtu4/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(data26 < 68 || isNaN(data26)){
const err75 = {instancePath:instancePath+"/mtu4",schemaPath:"#/properties/mtu4/minimum",keyword:"minimum",params:{comparison: ">=", limit: 68},message:"must be >= 68"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
if(data.mtu6 !== undefined){
let data27 = data.mtu6;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
const err76 = {instancePath:instancePath+"/mtu6",schemaPath:"#/properties/mtu6/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 65535 || isNaN(data27)){
const err77 = {instancePath:instancePath+"/mtu6",schemaPath:"#/properties/mtu6/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data27 < 1280 || isNaN(data27)){
const err78 = {instancePath:instancePath+"/mtu6",schemaPath:"#/properties/mtu6/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1280},message:"must be >= 1280"};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
if(data.lowest_ipv6_mtu !== undefined){
let data28 = data.lowest_ipv6_mtu;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
const err79 = {instancePath:instancePath+"/lowest_ipv6_mtu",schemaPath:"#/properties/lowest_ipv6_mtu/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 65535 || isNaN(data28)){
const err80 = {instancePath:instancePath+"/lowest_ipv6_mtu",schemaPath:"#/properties/lowest_ipv6_mtu/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(data28 < 1280 || isNaN(data28)){
const err81 = {instancePath:instancePath+"/lowest_ipv6_mtu",schemaPath:"#/properties/lowest_ipv6_mtu/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1280},message:"must be >= 1280"};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
if(data.udp_zero_checksum !== undefined){
let data29 = data.udp_zero_checksum;
if(!((data29 === "drop") || (data29 === "compute"))){
const err82 = {instancePath:instancePath+"/udp_zero_checksum",schemaPath:"#/properties/udp_zero_checksum/enum",keyword:"enum",params:{allowedValues: schema31.properties.udp_zero_checksum.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data.rfc6791 !== undefined){
let data30 = data.rfc6791;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
for(const key7 in data30){
if(!((key7 === "v4") || (key7 === "v6"))){
const err83 = {instancePath:instancePath+"/rfc6791",schemaPath:"#/properties/rfc6791/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data30.v4 !== undefined){
let data31 = data30.v4;
const _errs105 = errors;
let valid31 = false;
const _errs106 = errors;
if(typeof data31 !== "string"){
const err84 = {instancePath:instancePath+"/rfc6791/v4",schemaPath:"#/$defs/strings/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
var _valid7 = _errs106 === errors;
valid31 = valid31 || _valid7;
const _errs108 = errors;
if(Array.isArray(data31)){
const len5 = data31.length;
for(let i5=0; i5<len5; i5++){
if(typeof data31[i5] !== "string"){
const err85 = {instancePath:instancePath+"/rfc6791/v4/" + i5,schemaPath:"#/$defs/strings/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
}
else {
const err86 = {instancePath:instancePath+"/rfc6791/v4",schemaPath:"#/$defs/strings/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
var _valid7 = _errs108 === errors;
valid31 = valid31 || _valid7;
if(!valid31){
const err87 = {instancePath:instancePath+"/rfc6791/v4",schemaPath:"#/$defs/strings/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
else {
errors = _errs105;
if(vErrors !== null){
if(_errs105){
vErrors.length = _errs105;
}
else {
vErrors = null;
}
}
}
}
if(data30.v6 !== undefined){
let data33 = data30.v6;
const _errs114 = errors;
let valid35 = false;
const _errs115 = errors;
if(typeof data33 !== "string"){
const err88 = {instancePath:instancePath+"/rfc6791/v6",schemaPath:"#/$defs/strings/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
var _valid8 = _errs115 === errors;
valid35 = valid35 || _valid8;
const _errs117 = errors;
if(Array.isArray(data33)){
const len6 = data33.length;
for(let i6=0; i6<len6; i6++){
if(typeof data33[i6] !== "string"){
const err89 = {instancePath:instancePath+"/rfc6791/v6/" + i6,schemaPath:"#/$defs/strings/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
}
else {
const err90 = {instancePath:instancePath+"/rfc6791/v6",schemaPath:"#/$defs/strings/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
var _valid8 = _errs117 === errors;
valid35 = valid35 || _valid8;
if(!valid35){
const err91 = {instancePath:instancePath+"/rfc6791/v6",schemaPath:"#/$defs/strings/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
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
}
else {
const err92 = {instancePath:instancePath+"/rfc6791",schemaPath:"#/properties/rfc6791/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data.filtering !== undefined){
let data35 = data.filtering;
if(!((data35 === "eif") || (data35 === "adf"))){
const err93 = {instancePath:instancePath+"/filtering",schemaPath:"#/properties/filtering/enum",keyword:"enum",params:{allowedValues: schema31.properties.filtering.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
if(data.mss_clamp !== undefined){
let data36 = data.mss_clamp;
const _errs123 = errors;
let valid38 = false;
const _errs124 = errors;
if(!((data36 === "auto") || (data36 === "off"))){
const err94 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema31.properties.mss_clamp.anyOf[0].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
var _valid9 = _errs124 === errors;
valid38 = valid38 || _valid9;
const _errs125 = errors;
if(typeof data36 !== "boolean"){
const err95 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/1/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
var _valid9 = _errs125 === errors;
valid38 = valid38 || _valid9;
const _errs127 = errors;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
const err96 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/2/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 65495 || isNaN(data36)){
const err97 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/2/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65495},message:"must be <= 65495"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(data36 < 536 || isNaN(data36)){
const err98 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf/2/minimum",keyword:"minimum",params:{comparison: ">=", limit: 536},message:"must be >= 536"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
var _valid9 = _errs127 === errors;
valid38 = valid38 || _valid9;
if(!valid38){
const err99 = {instancePath:instancePath+"/mss_clamp",schemaPath:"#/properties/mss_clamp/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
else {
errors = _errs123;
if(vErrors !== null){
if(_errs123){
vErrors.length = _errs123;
}
else {
vErrors = null;
}
}
}
}
if(data.lifetimes !== undefined){
let data37 = data.lifetimes;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
for(const key8 in data37){
if(!((((((key8 === "udp") || (key8 === "icmp")) || (key8 === "tcp_est")) || (key8 === "tcp_trans")) || (key8 === "tcp_incoming_syn")) || (key8 === "fragment"))){
const err100 = {instancePath:instancePath+"/lifetimes",schemaPath:"#/properties/lifetimes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data37.udp !== undefined){
let data38 = data37.udp;
const _errs134 = errors;
let valid41 = false;
const _errs135 = errors;
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 2592000 || isNaN(data38)){
const err101 = {instancePath:instancePath+"/lifetimes/udp",schemaPath:"#/$defs/duration/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000},message:"must be <= 2592000"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(data38 <= 0 || isNaN(data38)){
const err102 = {instancePath:instancePath+"/lifetimes/udp",schemaPath:"#/$defs/duration/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
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
const err103 = {instancePath:instancePath+"/lifetimes/udp",schemaPath:"#/$defs/duration/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
var _valid10 = _errs135 === errors;
valid41 = valid41 || _valid10;
const _errs137 = errors;
if(typeof data38 === "string"){
if(!pattern7.test(data38)){
const err104 = {instancePath:instancePath+"/lifetimes/udp",schemaPath:"#/$defs/duration/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},message:"must match pattern \""+"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"+"\""};
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
const err105 = {instancePath:instancePath+"/lifetimes/udp",schemaPath:"#/$defs/duration/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
var _valid10 = _errs137 === errors;
valid41 = valid41 || _valid10;
if(!valid41){
const err106 = {instancePath:instancePath+"/lifetimes/udp",schemaPath:"#/$defs/duration/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
else {
errors = _errs134;
if(vErrors !== null){
if(_errs134){
vErrors.length = _errs134;
}
else {
vErrors = null;
}
}
}
}
if(data37.icmp !== undefined){
let data39 = data37.icmp;
const _errs141 = errors;
let valid43 = false;
const _errs142 = errors;
if((typeof data39 == "number") && (isFinite(data39))){
if(data39 > 2592000 || isNaN(data39)){
const err107 = {instancePath:instancePath+"/lifetimes/icmp",schemaPath:"#/$defs/duration/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000},message:"must be <= 2592000"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(data39 <= 0 || isNaN(data39)){
const err108 = {instancePath:instancePath+"/lifetimes/icmp",schemaPath:"#/$defs/duration/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
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
const err109 = {instancePath:instancePath+"/lifetimes/icmp",schemaPath:"#/$defs/duration/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
var _valid11 = _errs142 === errors;
valid43 = valid43 || _valid11;
const _errs144 = errors;
if(typeof data39 === "string"){
if(!pattern7.test(data39)){
const err110 = {instancePath:instancePath+"/lifetimes/icmp",schemaPath:"#/$defs/duration/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},message:"must match pattern \""+"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"+"\""};
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
const err111 = {instancePath:instancePath+"/lifetimes/icmp",schemaPath:"#/$defs/duration/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
var _valid11 = _errs144 === errors;
valid43 = valid43 || _valid11;
if(!valid43){
const err112 = {instancePath:instancePath+"/lifetimes/icmp",schemaPath:"#/$defs/duration/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
else {
errors = _errs141;
if(vErrors !== null){
if(_errs141){
vErrors.length = _errs141;
}
else {
vErrors = null;
}
}
}
}
if(data37.tcp_est !== undefined){
let data40 = data37.tcp_est;
const _errs148 = errors;
let valid45 = false;
const _errs149 = errors;
if((typeof data40 == "number") && (isFinite(data40))){
if(data40 > 2592000 || isNaN(data40)){
const err113 = {instancePath:instancePath+"/lifetimes/tcp_est",schemaPath:"#/$defs/duration/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000},message:"must be <= 2592000"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
if(data40 <= 0 || isNaN(data40)){
const err114 = {instancePath:instancePath+"/lifetimes/tcp_est",schemaPath:"#/$defs/duration/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
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
const err115 = {instancePath:instancePath+"/lifetimes/tcp_est",schemaPath:"#/$defs/duration/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
var _valid12 = _errs149 === errors;
valid45 = valid45 || _valid12;
const _errs151 = errors;
if(typeof data40 === "string"){
if(!pattern7.test(data40)){
const err116 = {instancePath:instancePath+"/lifetimes/tcp_est",schemaPath:"#/$defs/duration/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},message:"must match pattern \""+"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"+"\""};
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
const err117 = {instancePath:instancePath+"/lifetimes/tcp_est",schemaPath:"#/$defs/duration/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
var _valid12 = _errs151 === errors;
valid45 = valid45 || _valid12;
if(!valid45){
const err118 = {instancePath:instancePath+"/lifetimes/tcp_est",schemaPath:"#/$defs/duration/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
else {
errors = _errs148;
if(vErrors !== null){
if(_errs148){
vErrors.length = _errs148;
}
else {
vErrors = null;
}
}
}
}
if(data37.tcp_trans !== undefined){
let data41 = data37.tcp_trans;
const _errs155 = errors;
let valid47 = false;
const _errs156 = errors;
if((typeof data41 == "number") && (isFinite(data41))){
if(data41 > 2592000 || isNaN(data41)){
const err119 = {instancePath:instancePath+"/lifetimes/tcp_trans",schemaPath:"#/$defs/duration/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000},message:"must be <= 2592000"};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(data41 <= 0 || isNaN(data41)){
const err120 = {instancePath:instancePath+"/lifetimes/tcp_trans",schemaPath:"#/$defs/duration/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
else {
const err121 = {instancePath:instancePath+"/lifetimes/tcp_trans",schemaPath:"#/$defs/duration/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
var _valid13 = _errs156 === errors;
valid47 = valid47 || _valid13;
const _errs158 = errors;
if(typeof data41 === "string"){
if(!pattern7.test(data41)){
const err122 = {instancePath:instancePath+"/lifetimes/tcp_trans",schemaPath:"#/$defs/duration/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},message:"must match pattern \""+"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"+"\""};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
else {
const err123 = {instancePath:instancePath+"/lifetimes/tcp_trans",schemaPath:"#/$defs/duration/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
var _valid13 = _errs158 === errors;
valid47 = valid47 || _valid13;
if(!valid47){
const err124 = {instancePath:instancePath+"/lifetimes/tcp_trans",schemaPath:"#/$defs/duration/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
else {
errors = _errs155;
if(vErrors !== null){
if(_errs155){
vErrors.length = _errs155;
}
else {
vErrors = null;
}
}
}
}
if(data37.tcp_incoming_syn !== undefined){
let data42 = data37.tcp_incoming_syn;
const _errs162 = errors;
let valid49 = false;
const _errs163 = errors;
if((typeof data42 == "number") && (isFinite(data42))){
if(data42 > 2592000 || isNaN(data42)){
const err125 = {instancePath:instancePath+"/lifetimes/tcp_incoming_syn",schemaPath:"#/$defs/duration/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000},message:"must be <= 2592000"};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(data42 <= 0 || isNaN(data42)){
const err126 = {instancePath:instancePath+"/lifetimes/tcp_incoming_syn",schemaPath:"#/$defs/duration/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
else {
const err127 = {instancePath:instancePath+"/lifetimes/tcp_incoming_syn",schemaPath:"#/$defs/duration/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
var _valid14 = _errs163 === errors;
valid49 = valid49 || _valid14;
const _errs165 = errors;
if(typeof data42 === "string"){
if(!pattern7.test(data42)){
const err128 = {instancePath:instancePath+"/lifetimes/tcp_incoming_syn",schemaPath:"#/$defs/duration/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},message:"must match pattern \""+"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"+"\""};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
else {
const err129 = {instancePath:instancePath+"/lifetimes/tcp_incoming_syn",schemaPath:"#/$defs/duration/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
var _valid14 = _errs165 === errors;
valid49 = valid49 || _valid14;
if(!valid49){
const err130 = {instancePath:instancePath+"/lifetimes/tcp_incoming_syn",schemaPath:"#/$defs/duration/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
else {
errors = _errs162;
if(vErrors !== null){
if(_errs162){
vErrors.length = _errs162;
}
else {
vErrors = null;
}
}
}
}
if(data37.fragment !== undefined){
let data43 = data37.fragment;
const _errs169 = errors;
let valid51 = false;
const _errs170 = errors;
if((typeof data43 == "number") && (isFinite(data43))){
if(data43 > 2592000 || isNaN(data43)){
const err131 = {instancePath:instancePath+"/lifetimes/fragment",schemaPath:"#/$defs/duration/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2592000},message:"must be <= 2592000"};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
if(data43 <= 0 || isNaN(data43)){
const err132 = {instancePath:instancePath+"/lifetimes/fragment",schemaPath:"#/$defs/duration/anyOf/0/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0},message:"must be > 0"};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
else {
const err133 = {instancePath:instancePath+"/lifetimes/fragment",schemaPath:"#/$defs/duration/anyOf/0/type",keyword:"type",params:{type: "number"},message:"must be number"};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
var _valid15 = _errs170 === errors;
valid51 = valid51 || _valid15;
const _errs172 = errors;
if(typeof data43 === "string"){
if(!pattern7.test(data43)){
const err134 = {instancePath:instancePath+"/lifetimes/fragment",schemaPath:"#/$defs/duration/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"},message:"must match pattern \""+"^(?=[0-9])([0-9]+h)?([0-9]+m)?([0-9]+s)?$"+"\""};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
else {
const err135 = {instancePath:instancePath+"/lifetimes/fragment",schemaPath:"#/$defs/duration/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
var _valid15 = _errs172 === errors;
valid51 = valid51 || _valid15;
if(!valid51){
const err136 = {instancePath:instancePath+"/lifetimes/fragment",schemaPath:"#/$defs/duration/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
else {
errors = _errs169;
if(vErrors !== null){
if(_errs169){
vErrors.length = _errs169;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err137 = {instancePath:instancePath+"/lifetimes",schemaPath:"#/properties/lifetimes/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data.clients !== undefined){
let data44 = data.clients;
const _errs176 = errors;
let valid53 = false;
const _errs177 = errors;
if(typeof data44 !== "string"){
const err138 = {instancePath:instancePath+"/clients",schemaPath:"#/$defs/strings/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
var _valid16 = _errs177 === errors;
valid53 = valid53 || _valid16;
const _errs179 = errors;
if(Array.isArray(data44)){
const len7 = data44.length;
for(let i7=0; i7<len7; i7++){
if(typeof data44[i7] !== "string"){
const err139 = {instancePath:instancePath+"/clients/" + i7,schemaPath:"#/$defs/strings/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
}
else {
const err140 = {instancePath:instancePath+"/clients",schemaPath:"#/$defs/strings/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
var _valid16 = _errs179 === errors;
valid53 = valid53 || _valid16;
if(!valid53){
const err141 = {instancePath:instancePath+"/clients",schemaPath:"#/$defs/strings/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
else {
errors = _errs176;
if(vErrors !== null){
if(_errs176){
vErrors.length = _errs176;
}
else {
vErrors = null;
}
}
}
}
if(data.limits !== undefined){
let data46 = data.limits;
if(data46 && typeof data46 == "object" && !Array.isArray(data46)){
for(const key9 in data46){
if(!(((((((key9 === "sessions") || (key9 === "per_source")) || (key9 === "source_prefix_length")) || (key9 === "fragmented_packets")) || (key9 === "fragment_bytes")) || (key9 === "pending_syns")) || (key9 === "icmp_per_second"))){
const err142 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
if(data46.sessions !== undefined){
let data47 = data46.sessions;
if(!(((typeof data47 == "number") && (!(data47 % 1) && !isNaN(data47))) && (isFinite(data47)))){
const err143 = {instancePath:instancePath+"/limits/sessions",schemaPath:"#/properties/limits/properties/sessions/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
if((typeof data47 == "number") && (isFinite(data47))){
if(data47 > 16777216 || isNaN(data47)){
const err144 = {instancePath:instancePath+"/limits/sessions",schemaPath:"#/properties/limits/properties/sessions/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16777216},message:"must be <= 16777216"};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
if(data47 < 1 || isNaN(data47)){
const err145 = {instancePath:instancePath+"/limits/sessions",schemaPath:"#/properties/limits/properties/sessions/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
}
if(data46.per_source !== undefined){
let data48 = data46.per_source;
if(!(((typeof data48 == "number") && (!(data48 % 1) && !isNaN(data48))) && (isFinite(data48)))){
const err146 = {instancePath:instancePath+"/limits/per_source",schemaPath:"#/properties/limits/properties/per_source/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
if((typeof data48 == "number") && (isFinite(data48))){
if(data48 < 0 || isNaN(data48)){
const err147 = {instancePath:instancePath+"/limits/per_source",schemaPath:"#/properties/limits/properties/per_source/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
}
if(data46.source_prefix_length !== undefined){
let data49 = data46.source_prefix_length;
if(!(((typeof data49 == "number") && (!(data49 % 1) && !isNaN(data49))) && (isFinite(data49)))){
const err148 = {instancePath:instancePath+"/limits/source_prefix_length",schemaPath:"#/properties/limits/properties/source_prefix_length/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if((typeof data49 == "number") && (isFinite(data49))){
if(data49 > 64 || isNaN(data49)){
const err149 = {instancePath:instancePath+"/limits/source_prefix_length",schemaPath:"#/properties/limits/properties/source_prefix_length/maximum",keyword:"maximum",params:{comparison: "<=", limit: 64},message:"must be <= 64"};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
if(data49 < 1 || isNaN(data49)){
const err150 = {instancePath:instancePath+"/limits/source_prefix_length",schemaPath:"#/properties/limits/properties/source_prefix_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
}
if(data46.fragmented_packets !== undefined){
let data50 = data46.fragmented_packets;
if(!(((typeof data50 == "number") && (!(data50 % 1) && !isNaN(data50))) && (isFinite(data50)))){
const err151 = {instancePath:instancePath+"/limits/fragmented_packets",schemaPath:"#/properties/limits/properties/fragmented_packets/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
if((typeof data50 == "number") && (isFinite(data50))){
if(data50 < 0 || isNaN(data50)){
const err152 = {instancePath:instancePath+"/limits/fragmented_packets",schemaPath:"#/properties/limits/properties/fragmented_packets/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
}
if(data46.fragment_bytes !== undefined){
let data51 = data46.fragment_bytes;
if(!(((typeof data51 == "number") && (!(data51 % 1) && !isNaN(data51))) && (isFinite(data51)))){
const err153 = {instancePath:instancePath+"/limits/fragment_bytes",schemaPath:"#/properties/limits/properties/fragment_bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if((typeof data51 == "number") && (isFinite(data51))){
if(data51 < 0 || isNaN(data51)){
const err154 = {instancePath:instancePath+"/limits/fragment_bytes",schemaPath:"#/properties/limits/properties/fragment_bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
}
if(data46.pending_syns !== undefined){
let data52 = data46.pending_syns;
if(!(((typeof data52 == "number") && (!(data52 % 1) && !isNaN(data52))) && (isFinite(data52)))){
const err155 = {instancePath:instancePath+"/limits/pending_syns",schemaPath:"#/properties/limits/properties/pending_syns/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if((typeof data52 == "number") && (isFinite(data52))){
if(data52 < 0 || isNaN(data52)){
const err156 = {instancePath:instancePath+"/limits/pending_syns",schemaPath:"#/properties/limits/properties/pending_syns/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
}
if(data46.icmp_per_second !== undefined){
let data53 = data46.icmp_per_second;
if(!(((typeof data53 == "number") && (!(data53 % 1) && !isNaN(data53))) && (isFinite(data53)))){
const err157 = {instancePath:instancePath+"/limits/icmp_per_second",schemaPath:"#/properties/limits/properties/icmp_per_second/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
if((typeof data53 == "number") && (isFinite(data53))){
if(data53 < 0 || isNaN(data53)){
const err158 = {instancePath:instancePath+"/limits/icmp_per_second",schemaPath:"#/properties/limits/properties/icmp_per_second/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
}
}
else {
const err159 = {instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
if(data.allow_non_global !== undefined){
if(typeof data.allow_non_global !== "boolean"){
const err160 = {instancePath:instancePath+"/allow_non_global",schemaPath:"#/properties/allow_non_global/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
if(data.fastpath !== undefined){
let data55 = data.fastpath;
const _errs203 = errors;
let valid57 = false;
const _errs204 = errors;
if(!(((data55 === "auto") || (data55 === "off")) || (data55 === "require"))){
const err161 = {instancePath:instancePath+"/fastpath",schemaPath:"#/$defs/fastpath/enum",keyword:"enum",params:{allowedValues: schema46.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
var _valid17 = _errs204 === errors;
valid57 = valid57 || _valid17;
const _errs206 = errors;
if(data55 && typeof data55 == "object" && !Array.isArray(data55)){
for(const key10 in data55){
if(!((((key10 === "mode") || (key10 === "interfaces")) || (key10 === "attach")) || (key10 === "bypass_rules"))){
const err162 = {instancePath:instancePath+"/fastpath",schemaPath:"#/properties/fastpath/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data55.mode !== undefined){
let data56 = data55.mode;
if(!(((data56 === "auto") || (data56 === "off")) || (data56 === "require"))){
const err163 = {instancePath:instancePath+"/fastpath/mode",schemaPath:"#/$defs/fastpath/enum",keyword:"enum",params:{allowedValues: schema46.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
if(data55.interfaces !== undefined){
let data57 = data55.interfaces;
const _errs213 = errors;
let valid62 = false;
const _errs214 = errors;
if(typeof data57 !== "string"){
const err164 = {instancePath:instancePath+"/fastpath/interfaces",schemaPath:"#/$defs/strings/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
var _valid18 = _errs214 === errors;
valid62 = valid62 || _valid18;
const _errs216 = errors;
if(Array.isArray(data57)){
const len8 = data57.length;
for(let i8=0; i8<len8; i8++){
if(typeof data57[i8] !== "string"){
const err165 = {instancePath:instancePath+"/fastpath/interfaces/" + i8,schemaPath:"#/$defs/strings/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
}
}
else {
const err166 = {instancePath:instancePath+"/fastpath/interfaces",schemaPath:"#/$defs/strings/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
var _valid18 = _errs216 === errors;
valid62 = valid62 || _valid18;
if(!valid62){
const err167 = {instancePath:instancePath+"/fastpath/interfaces",schemaPath:"#/$defs/strings/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
else {
errors = _errs213;
if(vErrors !== null){
if(_errs213){
vErrors.length = _errs213;
}
else {
vErrors = null;
}
}
}
}
if(data55.attach !== undefined){
let data59 = data55.attach;
if(!(((data59 === "auto") || (data59 === "tcx")) || (data59 === "clsact"))){
const err168 = {instancePath:instancePath+"/fastpath/attach",schemaPath:"#/properties/fastpath/anyOf/1/properties/attach/enum",keyword:"enum",params:{allowedValues: schema31.properties.fastpath.anyOf[1].properties.attach.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data55.bypass_rules !== undefined){
if(typeof data55.bypass_rules !== "boolean"){
const err169 = {instancePath:instancePath+"/fastpath/bypass_rules",schemaPath:"#/properties/fastpath/anyOf/1/properties/bypass_rules/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
}
else {
const err170 = {instancePath:instancePath+"/fastpath",schemaPath:"#/properties/fastpath/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
var _valid17 = _errs206 === errors;
valid57 = valid57 || _valid17;
if(!valid57){
const err171 = {instancePath:instancePath+"/fastpath",schemaPath:"#/properties/fastpath/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
else {
errors = _errs203;
if(vErrors !== null){
if(_errs203){
vErrors.length = _errs203;
}
else {
vErrors = null;
}
}
}
}
if(data.io !== undefined){
let data61 = data.io;
if(!(((data61 === "auto") || (data61 === "plain")) || (data61 === "io_uring"))){
const err172 = {instancePath:instancePath+"/io",schemaPath:"#/properties/io/enum",keyword:"enum",params:{allowedValues: schema31.properties.io.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
if(data.port_blocks !== undefined){
let data62 = data.port_blocks;
if(data62 && typeof data62 == "object" && !Array.isArray(data62)){
if(data62.mode === undefined){
const err173 = {instancePath:instancePath+"/port_blocks",schemaPath:"#/properties/port_blocks/required",keyword:"required",params:{missingProperty: "mode"},message:"must have required property '"+"mode"+"'"};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
for(const key11 in data62){
if(!(((((key11 === "mode") || (key11 === "size")) || (key11 === "clients")) || (key11 === "subscriber_length")) || (key11 === "most"))){
const err174 = {instancePath:instancePath+"/port_blocks",schemaPath:"#/properties/port_blocks/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
if(data62.mode !== undefined){
let data63 = data62.mode;
if(!((data63 === "deterministic") || (data63 === "dynamic"))){
const err175 = {instancePath:instancePath+"/port_blocks/mode",schemaPath:"#/properties/port_blocks/properties/mode/enum",keyword:"enum",params:{allowedValues: schema31.properties.port_blocks.properties.mode.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
if(data62.size !== undefined){
let data64 = data62.size;
if(!(((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64))) && (isFinite(data64)))){
const err176 = {instancePath:instancePath+"/port_blocks/size",schemaPath:"#/properties/port_blocks/properties/size/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
if((typeof data64 == "number") && (isFinite(data64))){
if(data64 > 65536 || isNaN(data64)){
const err177 = {instancePath:instancePath+"/port_blocks/size",schemaPath:"#/properties/port_blocks/properties/size/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65536},message:"must be <= 65536"};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
if(data64 < 1 || isNaN(data64)){
const err178 = {instancePath:instancePath+"/port_blocks/size",schemaPath:"#/properties/port_blocks/properties/size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
}
if(data62.clients !== undefined){
if(typeof data62.clients !== "string"){
const err179 = {instancePath:instancePath+"/port_blocks/clients",schemaPath:"#/properties/port_blocks/properties/clients/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
if(data62.subscriber_length !== undefined){
let data66 = data62.subscriber_length;
if(!(((typeof data66 == "number") && (!(data66 % 1) && !isNaN(data66))) && (isFinite(data66)))){
const err180 = {instancePath:instancePath+"/port_blocks/subscriber_length",schemaPath:"#/properties/port_blocks/properties/subscriber_length/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
if((typeof data66 == "number") && (isFinite(data66))){
if(data66 > 64 || isNaN(data66)){
const err181 = {instancePath:instancePath+"/port_blocks/subscriber_length",schemaPath:"#/properties/port_blocks/properties/subscriber_length/maximum",keyword:"maximum",params:{comparison: "<=", limit: 64},message:"must be <= 64"};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
if(data66 < 1 || isNaN(data66)){
const err182 = {instancePath:instancePath+"/port_blocks/subscriber_length",schemaPath:"#/properties/port_blocks/properties/subscriber_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
}
if(data62.most !== undefined){
let data67 = data62.most;
if(!(((typeof data67 == "number") && (!(data67 % 1) && !isNaN(data67))) && (isFinite(data67)))){
const err183 = {instancePath:instancePath+"/port_blocks/most",schemaPath:"#/properties/port_blocks/properties/most/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
if((typeof data67 == "number") && (isFinite(data67))){
if(data67 < 1 || isNaN(data67)){
const err184 = {instancePath:instancePath+"/port_blocks/most",schemaPath:"#/properties/port_blocks/properties/most/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
}
}
else {
const err185 = {instancePath:instancePath+"/port_blocks",schemaPath:"#/properties/port_blocks/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
if(data.state_file !== undefined){
if(typeof data.state_file !== "string"){
const err186 = {instancePath:instancePath+"/state_file",schemaPath:"#/properties/state_file/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data.sync !== undefined){
let data69 = data.sync;
if(data69 && typeof data69 == "object" && !Array.isArray(data69)){
for(const key12 in data69){
if(!((key12 === "listen") || (key12 === "peer"))){
const err187 = {instancePath:instancePath+"/sync",schemaPath:"#/properties/sync/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
if(data69.listen !== undefined){
if(typeof data69.listen !== "string"){
const err188 = {instancePath:instancePath+"/sync/listen",schemaPath:"#/properties/sync/properties/listen/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
if(data69.peer !== undefined){
if(typeof data69.peer !== "string"){
const err189 = {instancePath:instancePath+"/sync/peer",schemaPath:"#/properties/sync/properties/peer/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
}
else {
const err190 = {instancePath:instancePath+"/sync",schemaPath:"#/properties/sync/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data.metrics !== undefined){
if(typeof data.metrics !== "string"){
const err191 = {instancePath:instancePath+"/metrics",schemaPath:"#/properties/metrics/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
if(data.status !== undefined){
if(typeof data.status !== "string"){
const err192 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
}
else {
const err193 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
