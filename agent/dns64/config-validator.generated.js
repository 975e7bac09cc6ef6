// Generated from schemas/ by `npm run generate`. Do not edit.
"use strict";
export const validate = validate20;
export default validate20;
const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://migrate.invalid/schemas/dns64.schema.json","description":"Configuration of the built-in DNS64 server: `migrate dns64 --config FILE`, YAML or JSON.","type":"object","additionalProperties":false,"required":["listen","upstream"],"properties":{"listen":{"description":"Addresses to answer on, over UDP and TCP: `[::1]:53`, `127.0.0.1:5353`, or without a port for 53. `[::]` and `0.0.0.0` stand for every address of the host.","$ref":"#/$defs/endpoints"},"upstream":{"description":"Resolvers to ask, in order of preference: `addr`, `[addr]:port`, `addr#port`; as an object, with the name to expect over TLS.","anyOf":[{"$ref":"#/$defs/upstream"},{"type":"array","items":{"$ref":"#/$defs/upstream"}}]},"prefixes":{"description":"Prefixes to synthesise under (RFC 6052: /32, /40, /48, /56, /64 or /96), 64:ff9b::/96 if left out. As an object, a prefix can be kept for some IPv4 ranges.","anyOf":[{"type":"string"},{"type":"array","items":{"$ref":"#/$defs/prefix"}}]},"exclude_a":{"description":"IPv4 ranges that are never synthesised from. Non-global IPv4 under 64:ff9b::/96 is excluded besides (RFC 6052 section 3.1); an empty list excludes nothing, not even that.","$ref":"#/$defs/texts"},"exclude_aaaa":{"description":"IPv6 prefixes whose AAAA count as absent, besides ::ffff:0:0/96 (RFC 6147 section 5.1.4); an empty list excludes nothing, not even that.","$ref":"#/$defs/texts"},"ignore_aaaa":{"description":"Names, with all names below them, whose AAAA are taken to be broken and count as absent.","$ref":"#/$defs/texts"},"clients":{"description":"Prefixes (IPv6 or IPv4) of those who may ask; others get REFUSED. Left out: everybody.","$ref":"#/$defs/texts"},"validate":{"description":"Who checks DNSSEC. off (or false): nobody here; AD of untouched answers is the upstream's word. upstream: the upstream validates and the path to it is protected; its AD and its SERVFAIL are believed. local: every answer is validated here, from the trust anchors down.","enum":["off","upstream","local",false]},"trust_anchors":{"description":"Trust anchors of the local validator: `ZONE DS …` or `ZONE DNSKEY …`, or the path of a file of such lines, as unbound-anchor keeps one (RFC 5011 states in comments are heeded). Left out: the keys of the DNS root, KSK-2017 and KSK-2024.","$ref":"#/$defs/texts"},"unvalidated":{"description":"Names, with all names below them, that the local validator leaves alone: zones that exist only inside (negative trust anchors, RFC 7646).","$ref":"#/$defs/texts"},"views":{"description":"Other policies for some clients: the first view that holds a client's address is its view. What a view leaves out is as for everybody else.","type":"array","items":{"$ref":"#/$defs/view"}},"ptr":{"description":"Reverse questions for addresses under our prefixes (RFC 6147 section 5.3.1). cname: a CNAME to the IPv4 address's name, the default. pass: as any other question, for those who serve that zone themselves. A name: a PTR to it.","$ref":"#/$defs/ptr"},"cache":{"description":"Megabytes of memory for answers, 96 if left out.","type":"integer","minimum":1,"maximum":8192},"serve_stale":{"description":"For how many seconds after its end an answer may still be given while no upstream answers (RFC 8767); 86400 if left out, 0: never.","type":"integer","minimum":0,"maximum":604800},"prefetch":{"description":"Whether an answer asked for in the last tenth of its lifetime is asked anew at once; true if left out.","type":"boolean"},"rate_limit":{"description":"Answers per second over UDP for one network of clients without a DNS cookie; what exceeds it is dropped or answered empty with TC. Left out: 200 a second where `clients` is left out too, else none. false: none.","anyOf":[{"const":false},{"$ref":"#/$defs/rate_limit"}]},"cookies":{"description":"DNS cookies (RFC 7873, RFC 9018), given to clients that send one; true if left out. As an object, the secret that all servers behind one address share.","anyOf":[{"type":"boolean"},{"type":"object","additionalProperties":false,"required":["secret"],"properties":{"secret":{"type":"string","pattern":"^[0-9a-fA-F]{32}$"}}}]},"query_log":{"description":"File that gets a line per query: time, client, name, type. Left out: none is written, and nobody's questions are kept.","type":"string","pattern":"^/."},"metrics":{"description":"Address and port where GET /metrics is answered in Prometheus' text format.","$ref":"#/$defs/endpoint"},"status":{"description":"Path of a unix socket that answers every connection with the counters as one JSON object.","type":"string","pattern":"^/.{1,106}$"},"io":{"description":"How UDP is read and written. mmsg: many datagrams per system call, by threads that answer from the cache (Linux). dgram: through Node. auto: mmsg where it works.","enum":["auto","mmsg","dgram"]},"workers":{"description":"Threads that answer UDP from the cache, 1 if left out; the kernel spreads the clients over them. Not with io: dgram.","type":"integer","minimum":1,"maximum":64}},"$defs":{"ptr":{"anyOf":[{"enum":["cname","pass"]},{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string"}}}]},"texts":{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]},"endpoints":{"anyOf":[{"$ref":"#/$defs/endpoint"},{"type":"array","items":{"$ref":"#/$defs/endpoint"}}]},"endpoint":{"anyOf":[{"type":"string"},{"type":"object","additionalProperties":false,"required":["address"],"properties":{"address":{"type":"string"},"port":{"type":"integer","minimum":1,"maximum":65535}}}]},"prefix":{"anyOf":[{"type":"string"},{"type":"object","additionalProperties":false,"required":["prefix"],"properties":{"prefix":{"type":"string"},"ipv4":{"description":"IPv4 ranges this prefix is for; others go under the prefixes that name none.","$ref":"#/$defs/texts"}}}]},"upstream":{"anyOf":[{"type":"string"},{"type":"object","additionalProperties":false,"required":["address"],"properties":{"address":{"type":"string"},"port":{"type":"integer","minimum":1,"maximum":65535},"tls":{"description":"Ask it over TLS (RFC 7858), port 853 if left out: the name its certificate must carry.","type":"string","pattern":"^[!-~]+$"},"ca":{"description":"File with the certificates (PEM) that may have signed it; those Node brings along if left out.","type":"string","pattern":"^/."}}}]},"view":{"type":"object","additionalProperties":false,"required":["clients"],"properties":{"clients":{"$ref":"#/$defs/texts"},"prefixes":{"anyOf":[{"type":"string"},{"type":"array","items":{"$ref":"#/$defs/prefix"}}]},"exclude_a":{"$ref":"#/$defs/texts"},"exclude_aaaa":{"$ref":"#/$defs/texts"},"ignore_aaaa":{"$ref":"#/$defs/texts"},"ptr":{"$ref":"#/$defs/ptr"}}},"rate_limit":{"type":"object","additionalProperties":false,"required":["per_second"],"properties":{"per_second":{"type":"integer","minimum":1,"maximum":1000000},"burst":{"description":"Seconds of the rate that may come at once, 5 if left out.","type":"integer","minimum":1,"maximum":60},"slip":{"description":"Every so many-th answer over the rate is an empty one with TC, 2 if left out; 0: none.","type":"integer","minimum":0,"maximum":100},"ip4_bits":{"description":"Bits of an IPv4 address that make one network, 24 if left out.","type":"integer","minimum":1,"maximum":32},"ip6_bits":{"description":"Bits of an IPv6 address that make one network, 56 if left out.","type":"integer","minimum":1,"maximum":128}}}}};
const schema35 = {"anyOf":[{"type":"string"},{"type":"object","additionalProperties":false,"required":["address"],"properties":{"address":{"type":"string"},"port":{"type":"integer","minimum":1,"maximum":65535},"tls":{"description":"Ask it over TLS (RFC 7858), port 853 if left out: the name its certificate must carry.","type":"string","pattern":"^[!-~]+$"},"ca":{"description":"File with the certificates (PEM) that may have signed it; those Node brings along if left out.","type":"string","pattern":"^/."}}}]};
const schema38 = {"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]};
const schema50 = {"anyOf":[{"enum":["cname","pass"]},{"type":"object","additionalProperties":false,"required":["name"],"properties":{"name":{"type":"string"}}}]};
const schema52 = {"type":"object","additionalProperties":false,"required":["per_second"],"properties":{"per_second":{"type":"integer","minimum":1,"maximum":1000000},"burst":{"description":"Seconds of the rate that may come at once, 5 if left out.","type":"integer","minimum":1,"maximum":60},"slip":{"description":"Every so many-th answer over the rate is an empty one with TC, 2 if left out; 0: none.","type":"integer","minimum":0,"maximum":100},"ip4_bits":{"description":"Bits of an IPv4 address that make one network, 24 if left out.","type":"integer","minimum":1,"maximum":32},"ip6_bits":{"description":"Bits of an IPv6 address that make one network, 56 if left out.","type":"integer","minimum":1,"maximum":128}}};
const schema33 = {"anyOf":[{"type":"string"},{"type":"object","additionalProperties":false,"required":["address"],"properties":{"address":{"type":"string"},"port":{"type":"integer","minimum":1,"maximum":65535}}}]};
const func1 = Object.prototype.hasOwnProperty;
const schema32 = {"anyOf":[{"$ref":"#/$defs/endpoint"},{"type":"array","items":{"$ref":"#/$defs/endpoint"}}]};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
const _errs3 = errors;
let valid2 = false;
const _errs4 = errors;
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/$defs/endpoint/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid1 = _errs4 === errors;
valid2 = valid2 || _valid1;
const _errs6 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.address === undefined){
const err1 = {instancePath,schemaPath:"#/$defs/endpoint/anyOf/1/required",keyword:"required",params:{missingProperty: "address"},message:"must have required property '"+"address"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "address") || (key0 === "port"))){
const err2 = {instancePath,schemaPath:"#/$defs/endpoint/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.address !== undefined){
if(typeof data.address !== "string"){
const err3 = {instancePath:instancePath+"/address",schemaPath:"#/$defs/endpoint/anyOf/1/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.port !== undefined){
let data1 = data.port;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err4 = {instancePath:instancePath+"/port",schemaPath:"#/$defs/endpoint/anyOf/1/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 65535 || isNaN(data1)){
const err5 = {instancePath:instancePath+"/port",schemaPath:"#/$defs/endpoint/anyOf/1/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/port",schemaPath:"#/$defs/endpoint/anyOf/1/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/$defs/endpoint/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var _valid1 = _errs6 === errors;
valid2 = valid2 || _valid1;
if(_valid1){
var props0 = true;
}
if(!valid2){
const err8 = {instancePath,schemaPath:"#/$defs/endpoint/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
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
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
const _errs13 = errors;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data2 = data[i0];
const _errs17 = errors;
let valid7 = false;
const _errs18 = errors;
if(typeof data2 !== "string"){
const err9 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/endpoint/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var _valid2 = _errs18 === errors;
valid7 = valid7 || _valid2;
const _errs20 = errors;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.address === undefined){
const err10 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/endpoint/anyOf/1/required",keyword:"required",params:{missingProperty: "address"},message:"must have required property '"+"address"+"'"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
for(const key1 in data2){
if(!((key1 === "address") || (key1 === "port"))){
const err11 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/endpoint/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data2.address !== undefined){
if(typeof data2.address !== "string"){
const err12 = {instancePath:instancePath+"/" + i0+"/address",schemaPath:"#/$defs/endpoint/anyOf/1/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data2.port !== undefined){
let data4 = data2.port;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err13 = {instancePath:instancePath+"/" + i0+"/port",schemaPath:"#/$defs/endpoint/anyOf/1/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 65535 || isNaN(data4)){
const err14 = {instancePath:instancePath+"/" + i0+"/port",schemaPath:"#/$defs/endpoint/anyOf/1/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data4 < 1 || isNaN(data4)){
const err15 = {instancePath:instancePath+"/" + i0+"/port",schemaPath:"#/$defs/endpoint/anyOf/1/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
}
else {
const err16 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/endpoint/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
var _valid2 = _errs20 === errors;
valid7 = valid7 || _valid2;
if(!valid7){
const err17 = {instancePath:instancePath+"/" + i0,schemaPath:"#/$defs/endpoint/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
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
}
else {
const err18 = {instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
var _valid0 = _errs13 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var items0 = true;
}
if(!valid0){
const err19 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate21.errors = vErrors;
evaluated0.props = props0;
evaluated0.items = items0;
return errors === 0;
}
validate21.evaluated = {"dynamicProps":true,"dynamicItems":true};

const schema37 = {"anyOf":[{"type":"string"},{"type":"object","additionalProperties":false,"required":["prefix"],"properties":{"prefix":{"type":"string"},"ipv4":{"description":"IPv4 ranges this prefix is for; others go under the prefixes that name none.","$ref":"#/$defs/texts"}}}]};

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(typeof data !== "string"){
const err0 = {instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.prefix === undefined){
const err1 = {instancePath,schemaPath:"#/anyOf/1/required",keyword:"required",params:{missingProperty: "prefix"},message:"must have required property '"+"prefix"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!((key0 === "prefix") || (key0 === "ipv4"))){
const err2 = {instancePath,schemaPath:"#/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.prefix !== undefined){
if(typeof data.prefix !== "string"){
const err3 = {instancePath:instancePath+"/prefix",schemaPath:"#/anyOf/1/properties/prefix/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.ipv4 !== undefined){
let data1 = data.ipv4;
const _errs10 = errors;
let valid3 = false;
const _errs11 = errors;
if(typeof data1 !== "string"){
const err4 = {instancePath:instancePath+"/ipv4",schemaPath:"#/$defs/texts/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
var _valid1 = _errs11 === errors;
valid3 = valid3 || _valid1;
const _errs13 = errors;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
if(typeof data1[i0] !== "string"){
const err5 = {instancePath:instancePath+"/ipv4/" + i0,schemaPath:"#/$defs/texts/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath:instancePath+"/ipv4",schemaPath:"#/$defs/texts/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var _valid1 = _errs13 === errors;
valid3 = valid3 || _valid1;
if(!valid3){
const err7 = {instancePath:instancePath+"/ipv4",schemaPath:"#/$defs/texts/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
else {
errors = _errs10;
if(vErrors !== null){
if(_errs10){
vErrors.length = _errs10;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
var _valid0 = _errs3 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var props0 = true;
}
if(!valid0){
const err9 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
else {
errors = _errs0;
if(vErrors !== null){
if(_errs0){
vErrors.length = _errs0;
}
else {
vErrors = null;
}
}
}
validate23.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate23.evaluated = {"dynamicProps":true,"dynamicItems":false};

const schema45 = {"type":"object","additionalProperties":false,"required":["clients"],"properties":{"clients":{"$ref":"#/$defs/texts"},"prefixes":{"anyOf":[{"type":"string"},{"type":"array","items":{"$ref":"#/$defs/prefix"}}]},"exclude_a":{"$ref":"#/$defs/texts"},"exclude_aaaa":{"$ref":"#/$defs/texts"},"ignore_aaaa":{"$ref":"#/$defs/texts"},"ptr":{"$ref":"#/$defs/ptr"}}};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.clients === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "clients"},message:"must have required property '"+"clients"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((key0 === "clients") || (key0 === "prefixes")) || (key0 === "exclude_a")) || (key0 === "exclude_aaaa")) || (key0 === "ignore_aaaa")) || (key0 === "ptr"))){
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
if(data.clients !== undefined){
let data0 = data.clients;
const _errs4 = errors;
let valid2 = false;
const _errs5 = errors;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/clients",schemaPath:"#/$defs/texts/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var _valid0 = _errs5 === errors;
valid2 = valid2 || _valid0;
const _errs7 = errors;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
const err3 = {instancePath:instancePath+"/clients/" + i0,schemaPath:"#/$defs/texts/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath:instancePath+"/clients",schemaPath:"#/$defs/texts/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
var _valid0 = _errs7 === errors;
valid2 = valid2 || _valid0;
if(!valid2){
const err5 = {instancePath:instancePath+"/clients",schemaPath:"#/$defs/texts/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
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
if(data.prefixes !== undefined){
let data2 = data.prefixes;
const _errs12 = errors;
let valid5 = false;
const _errs13 = errors;
if(typeof data2 !== "string"){
const err6 = {instancePath:instancePath+"/prefixes",schemaPath:"#/properties/prefixes/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var _valid1 = _errs13 === errors;
valid5 = valid5 || _valid1;
const _errs15 = errors;
if(Array.isArray(data2)){
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
if(!(validate23(data2[i1], {instancePath:instancePath+"/prefixes/" + i1,parentData:data2,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err7 = {instancePath:instancePath+"/prefixes",schemaPath:"#/properties/prefixes/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var _valid1 = _errs15 === errors;
valid5 = valid5 || _valid1;
if(!valid5){
const err8 = {instancePath:instancePath+"/prefixes",schemaPath:"#/properties/prefixes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
else {
errors = _errs12;
if(vErrors !== null){
if(_errs12){
vErrors.length = _errs12;
}
else {
vErrors = null;
}
}
}
}
if(data.exclude_a !== undefined){
let data4 = data.exclude_a;
const _errs20 = errors;
let valid9 = false;
const _errs21 = errors;
if(typeof data4 !== "string"){
const err9 = {instancePath:instancePath+"/exclude_a",schemaPath:"#/$defs/texts/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var _valid2 = _errs21 === errors;
valid9 = valid9 || _valid2;
const _errs23 = errors;
if(Array.isArray(data4)){
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
if(typeof data4[i2] !== "string"){
const err10 = {instancePath:instancePath+"/exclude_a/" + i2,schemaPath:"#/$defs/texts/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath:instancePath+"/exclude_a",schemaPath:"#/$defs/texts/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
var _valid2 = _errs23 === errors;
valid9 = valid9 || _valid2;
if(!valid9){
const err12 = {instancePath:instancePath+"/exclude_a",schemaPath:"#/$defs/texts/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
}
if(data.exclude_aaaa !== undefined){
let data6 = data.exclude_aaaa;
const _errs29 = errors;
let valid13 = false;
const _errs30 = errors;
if(typeof data6 !== "string"){
const err13 = {instancePath:instancePath+"/exclude_aaaa",schemaPath:"#/$defs/texts/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
var _valid3 = _errs30 === errors;
valid13 = valid13 || _valid3;
const _errs32 = errors;
if(Array.isArray(data6)){
const len3 = data6.length;
for(let i3=0; i3<len3; i3++){
if(typeof data6[i3] !== "string"){
const err14 = {instancePath:instancePath+"/exclude_aaaa/" + i3,schemaPath:"#/$defs/texts/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
else {
const err15 = {instancePath:instancePath+"/exclude_aaaa",schemaPath:"#/$defs/texts/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
var _valid3 = _errs32 === errors;
valid13 = valid13 || _valid3;
if(!valid13){
const err16 = {instancePath:instancePath+"/exclude_aaaa",schemaPath:"#/$defs/texts/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
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
if(data.ignore_aaaa !== undefined){
let data8 = data.ignore_aaaa;
const _errs38 = errors;
let valid17 = false;
const _errs39 = errors;
if(typeof data8 !== "string"){
const err17 = {instancePath:instancePath+"/ignore_aaaa",schemaPath:"#/$defs/texts/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var _valid4 = _errs39 === errors;
valid17 = valid17 || _valid4;
const _errs41 = errors;
if(Array.isArray(data8)){
const len4 = data8.length;
for(let i4=0; i4<len4; i4++){
if(typeof data8[i4] !== "string"){
const err18 = {instancePath:instancePath+"/ignore_aaaa/" + i4,schemaPath:"#/$defs/texts/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/ignore_aaaa",schemaPath:"#/$defs/texts/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
var _valid4 = _errs41 === errors;
valid17 = valid17 || _valid4;
if(!valid17){
const err20 = {instancePath:instancePath+"/ignore_aaaa",schemaPath:"#/$defs/texts/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
else {
errors = _errs38;
if(vErrors !== null){
if(_errs38){
vErrors.length = _errs38;
}
else {
vErrors = null;
}
}
}
}
if(data.ptr !== undefined){
let data10 = data.ptr;
const _errs47 = errors;
let valid21 = false;
const _errs48 = errors;
if(!((data10 === "cname") || (data10 === "pass"))){
const err21 = {instancePath:instancePath+"/ptr",schemaPath:"#/$defs/ptr/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema50.anyOf[0].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
var _valid5 = _errs48 === errors;
valid21 = valid21 || _valid5;
const _errs49 = errors;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.name === undefined){
const err22 = {instancePath:instancePath+"/ptr",schemaPath:"#/$defs/ptr/anyOf/1/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
for(const key1 in data10){
if(!(key1 === "name")){
const err23 = {instancePath:instancePath+"/ptr",schemaPath:"#/$defs/ptr/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data10.name !== undefined){
if(typeof data10.name !== "string"){
const err24 = {instancePath:instancePath+"/ptr/name",schemaPath:"#/$defs/ptr/anyOf/1/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/ptr",schemaPath:"#/$defs/ptr/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
var _valid5 = _errs49 === errors;
valid21 = valid21 || _valid5;
if(!valid21){
const err26 = {instancePath:instancePath+"/ptr",schemaPath:"#/$defs/ptr/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
else {
errors = _errs47;
if(vErrors !== null){
if(_errs47){
vErrors.length = _errs47;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err27 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const pattern4 = new RegExp("^[!-~]+$", "u");
const pattern5 = new RegExp("^/.", "u");
const pattern8 = new RegExp("^[0-9a-fA-F]{32}$", "u");
const pattern10 = new RegExp("^/.{1,106}$", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://migrate.invalid/schemas/dns64.schema.json" */;
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
if(data.listen === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "listen"},message:"must have required property '"+"listen"+"'"};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.upstream === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "upstream"},message:"must have required property '"+"upstream"+"'"};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.listen !== undefined){
if(!(validate21(data.listen, {instancePath:instancePath+"/listen",parentData:data,parentDataProperty:"listen",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data.upstream !== undefined){
let data1 = data.upstream;
const _errs4 = errors;
let valid1 = false;
const _errs5 = errors;
const _errs7 = errors;
let valid3 = false;
const _errs8 = errors;
if(typeof data1 !== "string"){
const err3 = {instancePath:instancePath+"/upstream",schemaPath:"#/$defs/upstream/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
var _valid1 = _errs8 === errors;
valid3 = valid3 || _valid1;
const _errs10 = errors;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.address === undefined){
const err4 = {instancePath:instancePath+"/upstream",schemaPath:"#/$defs/upstream/anyOf/1/required",keyword:"required",params:{missingProperty: "address"},message:"must have required property '"+"address"+"'"};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
for(const key1 in data1){
if(!((((key1 === "address") || (key1 === "port")) || (key1 === "tls")) || (key1 === "ca"))){
const err5 = {instancePath:instancePath+"/upstream",schemaPath:"#/$defs/upstream/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data1.address !== undefined){
if(typeof data1.address !== "string"){
const err6 = {instancePath:instancePath+"/upstream/address",schemaPath:"#/$defs/upstream/anyOf/1/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data1.port !== undefined){
let data3 = data1.port;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err7 = {instancePath:instancePath+"/upstream/port",schemaPath:"#/$defs/upstream/anyOf/1/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 65535 || isNaN(data3)){
const err8 = {instancePath:instancePath+"/upstream/port",schemaPath:"#/$defs/upstream/anyOf/1/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err9 = {instancePath:instancePath+"/upstream/port",schemaPath:"#/$defs/upstream/anyOf/1/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data1.tls !== undefined){
let data4 = data1.tls;
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err10 = {instancePath:instancePath+"/upstream/tls",schemaPath:"#/$defs/upstream/anyOf/1/properties/tls/pattern",keyword:"pattern",params:{pattern: "^[!-~]+$"},message:"must match pattern \""+"^[!-~]+$"+"\""};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/upstream/tls",schemaPath:"#/$defs/upstream/anyOf/1/properties/tls/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data1.ca !== undefined){
let data5 = data1.ca;
if(typeof data5 === "string"){
if(!pattern5.test(data5)){
const err12 = {instancePath:instancePath+"/upstream/ca",schemaPath:"#/$defs/upstream/anyOf/1/properties/ca/pattern",keyword:"pattern",params:{pattern: "^/."},message:"must match pattern \""+"^/."+"\""};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/upstream/ca",schemaPath:"#/$defs/upstream/anyOf/1/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err14 = {instancePath:instancePath+"/upstream",schemaPath:"#/$defs/upstream/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
var _valid1 = _errs10 === errors;
valid3 = valid3 || _valid1;
if(!valid3){
const err15 = {instancePath:instancePath+"/upstream",schemaPath:"#/$defs/upstream/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
else {
errors = _errs7;
if(vErrors !== null){
if(_errs7){
vErrors.length = _errs7;
}
else {
vErrors = null;
}
}
}
var _valid0 = _errs5 === errors;
valid1 = valid1 || _valid0;
const _errs21 = errors;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data6 = data1[i0];
const _errs25 = errors;
let valid8 = false;
const _errs26 = errors;
if(typeof data6 !== "string"){
const err16 = {instancePath:instancePath+"/upstream/" + i0,schemaPath:"#/$defs/upstream/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.address === undefined){
const err17 = {instancePath:instancePath+"/upstream/" + i0,schemaPath:"#/$defs/upstream/anyOf/1/required",keyword:"required",params:{missingProperty: "address"},message:"must have required property '"+"address"+"'"};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key2 in data6){
if(!((((key2 === "address") || (key2 === "port")) || (key2 === "tls")) || (key2 === "ca"))){
const err18 = {instancePath:instancePath+"/upstream/" + i0,schemaPath:"#/$defs/upstream/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data6.address !== undefined){
if(typeof data6.address !== "string"){
const err19 = {instancePath:instancePath+"/upstream/" + i0+"/address",schemaPath:"#/$defs/upstream/anyOf/1/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data6.port !== undefined){
let data8 = data6.port;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err20 = {instancePath:instancePath+"/upstream/" + i0+"/port",schemaPath:"#/$defs/upstream/anyOf/1/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 65535 || isNaN(data8)){
const err21 = {instancePath:instancePath+"/upstream/" + i0+"/port",schemaPath:"#/$defs/upstream/anyOf/1/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data8 < 1 || isNaN(data8)){
const err22 = {instancePath:instancePath+"/upstream/" + i0+"/port",schemaPath:"#/$defs/upstream/anyOf/1/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
if(data6.tls !== undefined){
let data9 = data6.tls;
if(typeof data9 === "string"){
if(!pattern4.test(data9)){
const err23 = {instancePath:instancePath+"/upstream/" + i0+"/tls",schemaPath:"#/$defs/upstream/anyOf/1/properties/tls/pattern",keyword:"pattern",params:{pattern: "^[!-~]+$"},message:"must match pattern \""+"^[!-~]+$"+"\""};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/upstream/" + i0+"/tls",schemaPath:"#/$defs/upstream/anyOf/1/properties/tls/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data6.ca !== undefined){
let data10 = data6.ca;
if(typeof data10 === "string"){
if(!pattern5.test(data10)){
const err25 = {instancePath:instancePath+"/upstream/" + i0+"/ca",schemaPath:"#/$defs/upstream/anyOf/1/properties/ca/pattern",keyword:"pattern",params:{pattern: "^/."},message:"must match pattern \""+"^/."+"\""};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
else {
const err26 = {instancePath:instancePath+"/upstream/" + i0+"/ca",schemaPath:"#/$defs/upstream/anyOf/1/properties/ca/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
}
else {
const err27 = {instancePath:instancePath+"/upstream/" + i0,schemaPath:"#/$defs/upstream/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
var _valid2 = _errs28 === errors;
valid8 = valid8 || _valid2;
if(!valid8){
const err28 = {instancePath:instancePath+"/upstream/" + i0,schemaPath:"#/$defs/upstream/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
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
}
else {
const err29 = {instancePath:instancePath+"/upstream",schemaPath:"#/properties/upstream/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
var _valid0 = _errs21 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const err30 = {instancePath:instancePath+"/upstream",schemaPath:"#/properties/upstream/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
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
if(data.prefixes !== undefined){
let data11 = data.prefixes;
const _errs40 = errors;
let valid10 = false;
const _errs41 = errors;
if(typeof data11 !== "string"){
const err31 = {instancePath:instancePath+"/prefixes",schemaPath:"#/properties/prefixes/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
var _valid3 = _errs41 === errors;
valid10 = valid10 || _valid3;
const _errs43 = errors;
if(Array.isArray(data11)){
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
if(!(validate23(data11[i1], {instancePath:instancePath+"/prefixes/" + i1,parentData:data11,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err32 = {instancePath:instancePath+"/prefixes",schemaPath:"#/properties/prefixes/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
var _valid3 = _errs43 === errors;
valid10 = valid10 || _valid3;
if(!valid10){
const err33 = {instancePath:instancePath+"/prefixes",schemaPath:"#/properties/prefixes/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
else {
errors = _errs40;
if(vErrors !== null){
if(_errs40){
vErrors.length = _errs40;
}
else {
vErrors = null;
}
}
}
}
if(data.exclude_a !== undefined){
let data13 = data.exclude_a;
const _errs48 = errors;
let valid14 = false;
const _errs49 = errors;
if(typeof data13 !== "string"){
const err34 = {instancePath:instancePath+"/exclude_a",schemaPath:"#/$defs/texts/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
var _valid4 = _errs49 === errors;
valid14 = valid14 || _valid4;
const _errs51 = errors;
if(Array.isArray(data13)){
const len2 = data13.length;
for(let i2=0; i2<len2; i2++){
if(typeof data13[i2] !== "string"){
const err35 = {instancePath:instancePath+"/exclude_a/" + i2,schemaPath:"#/$defs/texts/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/exclude_a",schemaPath:"#/$defs/texts/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
var _valid4 = _errs51 === errors;
valid14 = valid14 || _valid4;
if(!valid14){
const err37 = {instancePath:instancePath+"/exclude_a",schemaPath:"#/$defs/texts/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
else {
errors = _errs48;
if(vErrors !== null){
if(_errs48){
vErrors.length = _errs48;
}
else {
vErrors = null;
}
}
}
}
if(data.exclude_aaaa !== undefined){
let data15 = data.exclude_aaaa;
const _errs57 = errors;
let valid18 = false;
const _errs58 = errors;
if(typeof data15 !== "string"){
const err38 = {instancePath:instancePath+"/exclude_aaaa",schemaPath:"#/$defs/texts/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
var _valid5 = _errs58 === errors;
valid18 = valid18 || _valid5;
const _errs60 = errors;
if(Array.isArray(data15)){
const len3 = data15.length;
for(let i3=0; i3<len3; i3++){
if(typeof data15[i3] !== "string"){
const err39 = {instancePath:instancePath+"/exclude_aaaa/" + i3,schemaPath:"#/$defs/texts/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
else {
const err40 = {instancePath:instancePath+"/exclude_aaaa",schemaPath:"#/$defs/texts/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
var _valid5 = _errs60 === errors;
valid18 = valid18 || _valid5;
if(!valid18){
const err41 = {instancePath:instancePath+"/exclude_aaaa",schemaPath:"#/$defs/texts/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
else {
errors = _errs57;
if(vErrors !== null){
if(_errs57){
vErrors.length = _errs57;
}
else {
vErrors = null;
}
}
}
}
if(data.ignore_aaaa !== undefined){
let data17 = data.ignore_aaaa;
const _errs66 = errors;
let valid22 = false;
const _errs67 = errors;
if(typeof data17 !== "string"){
const err42 = {instancePath:instancePath+"/ignore_aaaa",schemaPath:"#/$defs/texts/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
var _valid6 = _errs67 === errors;
valid22 = valid22 || _valid6;
const _errs69 = errors;
if(Array.isArray(data17)){
const len4 = data17.length;
for(let i4=0; i4<len4; i4++){
if(typeof data17[i4] !== "string"){
const err43 = {instancePath:instancePath+"/ignore_aaaa/" + i4,schemaPath:"#/$defs/texts/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/ignore_aaaa",schemaPath:"#/$defs/texts/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
var _valid6 = _errs69 === errors;
valid22 = valid22 || _valid6;
if(!valid22){
const err45 = {instancePath:instancePath+"/ignore_aaaa",schemaPath:"#/$defs/texts/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
else {
errors = _errs66;
if(vErrors !== null){
if(_errs66){
vErrors.length = _errs66;
}
else {
vErrors = null;
}
}
}
}
if(data.clients !== undefined){
let data19 = data.clients;
const _errs75 = errors;
let valid26 = false;
const _errs76 = errors;
if(typeof data19 !== "string"){
const err46 = {instancePath:instancePath+"/clients",schemaPath:"#/$defs/texts/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
var _valid7 = _errs76 === errors;
valid26 = valid26 || _valid7;
const _errs78 = errors;
if(Array.isArray(data19)){
const len5 = data19.length;
for(let i5=0; i5<len5; i5++){
if(typeof data19[i5] !== "string"){
const err47 = {instancePath:instancePath+"/clients/" + i5,schemaPath:"#/$defs/texts/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/clients",schemaPath:"#/$defs/texts/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
var _valid7 = _errs78 === errors;
valid26 = valid26 || _valid7;
if(!valid26){
const err49 = {instancePath:instancePath+"/clients",schemaPath:"#/$defs/texts/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
else {
errors = _errs75;
if(vErrors !== null){
if(_errs75){
vErrors.length = _errs75;
}
else {
vErrors = null;
}
}
}
}
if(data.validate !== undefined){
let data21 = data.validate;
if(!((((data21 === "off") || (data21 === "upstream")) || (data21 === "local")) || (data21 === false))){
const err50 = {instancePath:instancePath+"/validate",schemaPath:"#/properties/validate/enum",keyword:"enum",params:{allowedValues: schema31.properties.validate.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data.trust_anchors !== undefined){
let data22 = data.trust_anchors;
const _errs85 = errors;
let valid30 = false;
const _errs86 = errors;
if(typeof data22 !== "string"){
const err51 = {instancePath:instancePath+"/trust_anchors",schemaPath:"#/$defs/texts/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
var _valid8 = _errs86 === errors;
valid30 = valid30 || _valid8;
const _errs88 = errors;
if(Array.isArray(data22)){
const len6 = data22.length;
for(let i6=0; i6<len6; i6++){
if(typeof data22[i6] !== "string"){
const err52 = {instancePath:instancePath+"/trust_anchors/" + i6,schemaPath:"#/$defs/texts/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
const err53 = {instancePath:instancePath+"/trust_anchors",schemaPath:"#/$defs/texts/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
var _valid8 = _errs88 === errors;
valid30 = valid30 || _valid8;
if(!valid30){
const err54 = {instancePath:instancePath+"/trust_anchors",schemaPath:"#/$defs/texts/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
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
if(data.unvalidated !== undefined){
let data24 = data.unvalidated;
const _errs94 = errors;
let valid34 = false;
const _errs95 = errors;
if(typeof data24 !== "string"){
const err55 = {instancePath:instancePath+"/unvalidated",schemaPath:"#/$defs/texts/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
var _valid9 = _errs95 === errors;
valid34 = valid34 || _valid9;
const _errs97 = errors;
if(Array.isArray(data24)){
const len7 = data24.length;
for(let i7=0; i7<len7; i7++){
if(typeof data24[i7] !== "string"){
const err56 = {instancePath:instancePath+"/unvalidated/" + i7,schemaPath:"#/$defs/texts/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
else {
const err57 = {instancePath:instancePath+"/unvalidated",schemaPath:"#/$defs/texts/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
var _valid9 = _errs97 === errors;
valid34 = valid34 || _valid9;
if(!valid34){
const err58 = {instancePath:instancePath+"/unvalidated",schemaPath:"#/$defs/texts/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
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
if(data.views !== undefined){
let data26 = data.views;
if(Array.isArray(data26)){
const len8 = data26.length;
for(let i8=0; i8<len8; i8++){
if(!(validate25(data26[i8], {instancePath:instancePath+"/views/" + i8,parentData:data26,parentDataProperty:i8,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
}
else {
const err59 = {instancePath:instancePath+"/views",schemaPath:"#/properties/views/type",keyword:"type",params:{type: "array"},message:"must be array"};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data.ptr !== undefined){
let data28 = data.ptr;
const _errs106 = errors;
let valid40 = false;
const _errs107 = errors;
if(!((data28 === "cname") || (data28 === "pass"))){
const err60 = {instancePath:instancePath+"/ptr",schemaPath:"#/$defs/ptr/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema50.anyOf[0].enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
var _valid10 = _errs107 === errors;
valid40 = valid40 || _valid10;
const _errs108 = errors;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
if(data28.name === undefined){
const err61 = {instancePath:instancePath+"/ptr",schemaPath:"#/$defs/ptr/anyOf/1/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'"};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
for(const key3 in data28){
if(!(key3 === "name")){
const err62 = {instancePath:instancePath+"/ptr",schemaPath:"#/$defs/ptr/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data28.name !== undefined){
if(typeof data28.name !== "string"){
const err63 = {instancePath:instancePath+"/ptr/name",schemaPath:"#/$defs/ptr/anyOf/1/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string"};
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
else {
const err64 = {instancePath:instancePath+"/ptr",schemaPath:"#/$defs/ptr/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
var _valid10 = _errs108 === errors;
valid40 = valid40 || _valid10;
if(!valid40){
const err65 = {instancePath:instancePath+"/ptr",schemaPath:"#/$defs/ptr/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
else {
errors = _errs106;
if(vErrors !== null){
if(_errs106){
vErrors.length = _errs106;
}
else {
vErrors = null;
}
}
}
}
if(data.cache !== undefined){
let data30 = data.cache;
if(!(((typeof data30 == "number") && (!(data30 % 1) && !isNaN(data30))) && (isFinite(data30)))){
const err66 = {instancePath:instancePath+"/cache",schemaPath:"#/properties/cache/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if((typeof data30 == "number") && (isFinite(data30))){
if(data30 > 8192 || isNaN(data30)){
const err67 = {instancePath:instancePath+"/cache",schemaPath:"#/properties/cache/maximum",keyword:"maximum",params:{comparison: "<=", limit: 8192},message:"must be <= 8192"};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data30 < 1 || isNaN(data30)){
const err68 = {instancePath:instancePath+"/cache",schemaPath:"#/properties/cache/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
if(data.serve_stale !== undefined){
let data31 = data.serve_stale;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
const err69 = {instancePath:instancePath+"/serve_stale",schemaPath:"#/properties/serve_stale/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 604800 || isNaN(data31)){
const err70 = {instancePath:instancePath+"/serve_stale",schemaPath:"#/properties/serve_stale/maximum",keyword:"maximum",params:{comparison: "<=", limit: 604800},message:"must be <= 604800"};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(data31 < 0 || isNaN(data31)){
const err71 = {instancePath:instancePath+"/serve_stale",schemaPath:"#/properties/serve_stale/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
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
if(data.prefetch !== undefined){
if(typeof data.prefetch !== "boolean"){
const err72 = {instancePath:instancePath+"/prefetch",schemaPath:"#/properties/prefetch/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data.rate_limit !== undefined){
let data33 = data.rate_limit;
const _errs120 = errors;
let valid42 = false;
const _errs121 = errors;
if(false !== data33){
const err73 = {instancePath:instancePath+"/rate_limit",schemaPath:"#/properties/rate_limit/anyOf/0/const",keyword:"const",params:{allowedValue: false},message:"must be equal to constant"};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
var _valid11 = _errs121 === errors;
valid42 = valid42 || _valid11;
const _errs122 = errors;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
if(data33.per_second === undefined){
const err74 = {instancePath:instancePath+"/rate_limit",schemaPath:"#/$defs/rate_limit/required",keyword:"required",params:{missingProperty: "per_second"},message:"must have required property '"+"per_second"+"'"};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
for(const key4 in data33){
if(!(((((key4 === "per_second") || (key4 === "burst")) || (key4 === "slip")) || (key4 === "ip4_bits")) || (key4 === "ip6_bits"))){
const err75 = {instancePath:instancePath+"/rate_limit",schemaPath:"#/$defs/rate_limit/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data33.per_second !== undefined){
let data34 = data33.per_second;
if(!(((typeof data34 == "number") && (!(data34 % 1) && !isNaN(data34))) && (isFinite(data34)))){
const err76 = {instancePath:instancePath+"/rate_limit/per_second",schemaPath:"#/$defs/rate_limit/properties/per_second/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if((typeof data34 == "number") && (isFinite(data34))){
if(data34 > 1000000 || isNaN(data34)){
const err77 = {instancePath:instancePath+"/rate_limit/per_second",schemaPath:"#/$defs/rate_limit/properties/per_second/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000"};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data34 < 1 || isNaN(data34)){
const err78 = {instancePath:instancePath+"/rate_limit/per_second",schemaPath:"#/$defs/rate_limit/properties/per_second/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data33.burst !== undefined){
let data35 = data33.burst;
if(!(((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35))) && (isFinite(data35)))){
const err79 = {instancePath:instancePath+"/rate_limit/burst",schemaPath:"#/$defs/rate_limit/properties/burst/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if((typeof data35 == "number") && (isFinite(data35))){
if(data35 > 60 || isNaN(data35)){
const err80 = {instancePath:instancePath+"/rate_limit/burst",schemaPath:"#/$defs/rate_limit/properties/burst/maximum",keyword:"maximum",params:{comparison: "<=", limit: 60},message:"must be <= 60"};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(data35 < 1 || isNaN(data35)){
const err81 = {instancePath:instancePath+"/rate_limit/burst",schemaPath:"#/$defs/rate_limit/properties/burst/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
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
if(data33.slip !== undefined){
let data36 = data33.slip;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
const err82 = {instancePath:instancePath+"/rate_limit/slip",schemaPath:"#/$defs/rate_limit/properties/slip/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 100 || isNaN(data36)){
const err83 = {instancePath:instancePath+"/rate_limit/slip",schemaPath:"#/$defs/rate_limit/properties/slip/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100"};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
if(data36 < 0 || isNaN(data36)){
const err84 = {instancePath:instancePath+"/rate_limit/slip",schemaPath:"#/$defs/rate_limit/properties/slip/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0"};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
}
if(data33.ip4_bits !== undefined){
let data37 = data33.ip4_bits;
if(!(((typeof data37 == "number") && (!(data37 % 1) && !isNaN(data37))) && (isFinite(data37)))){
const err85 = {instancePath:instancePath+"/rate_limit/ip4_bits",schemaPath:"#/$defs/rate_limit/properties/ip4_bits/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if((typeof data37 == "number") && (isFinite(data37))){
if(data37 > 32 || isNaN(data37)){
const err86 = {instancePath:instancePath+"/rate_limit/ip4_bits",schemaPath:"#/$defs/rate_limit/properties/ip4_bits/maximum",keyword:"maximum",params:{comparison: "<=", limit: 32},message:"must be <= 32"};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
if(data37 < 1 || isNaN(data37)){
const err87 = {instancePath:instancePath+"/rate_limit/ip4_bits",schemaPath:"#/$defs/rate_limit/properties/ip4_bits/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
}
if(data33.ip6_bits !== undefined){
let data38 = data33.ip6_bits;
if(!(((typeof data38 == "number") && (!(data38 % 1) && !isNaN(data38))) && (isFinite(data38)))){
const err88 = {instancePath:instancePath+"/rate_limit/ip6_bits",schemaPath:"#/$defs/rate_limit/properties/ip6_bits/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
if((typeof data38 == "number") && (isFinite(data38))){
if(data38 > 128 || isNaN(data38)){
const err89 = {instancePath:instancePath+"/rate_limit/ip6_bits",schemaPath:"#/$defs/rate_limit/properties/ip6_bits/maximum",keyword:"maximum",params:{comparison: "<=", limit: 128},message:"must be <= 128"};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(data38 < 1 || isNaN(data38)){
const err90 = {instancePath:instancePath+"/rate_limit/ip6_bits",schemaPath:"#/$defs/rate_limit/properties/ip6_bits/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
}
}
else {
const err91 = {instancePath:instancePath+"/rate_limit",schemaPath:"#/$defs/rate_limit/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
var _valid11 = _errs122 === errors;
valid42 = valid42 || _valid11;
if(!valid42){
const err92 = {instancePath:instancePath+"/rate_limit",schemaPath:"#/properties/rate_limit/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
else {
errors = _errs120;
if(vErrors !== null){
if(_errs120){
vErrors.length = _errs120;
}
else {
vErrors = null;
}
}
}
}
if(data.cookies !== undefined){
let data39 = data.cookies;
const _errs137 = errors;
let valid45 = false;
const _errs138 = errors;
if(typeof data39 !== "boolean"){
const err93 = {instancePath:instancePath+"/cookies",schemaPath:"#/properties/cookies/anyOf/0/type",keyword:"type",params:{type: "boolean"},message:"must be boolean"};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
var _valid12 = _errs138 === errors;
valid45 = valid45 || _valid12;
const _errs140 = errors;
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
if(data39.secret === undefined){
const err94 = {instancePath:instancePath+"/cookies",schemaPath:"#/properties/cookies/anyOf/1/required",keyword:"required",params:{missingProperty: "secret"},message:"must have required property '"+"secret"+"'"};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
for(const key5 in data39){
if(!(key5 === "secret")){
const err95 = {instancePath:instancePath+"/cookies",schemaPath:"#/properties/cookies/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data39.secret !== undefined){
let data40 = data39.secret;
if(typeof data40 === "string"){
if(!pattern8.test(data40)){
const err96 = {instancePath:instancePath+"/cookies/secret",schemaPath:"#/properties/cookies/anyOf/1/properties/secret/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{32}$"},message:"must match pattern \""+"^[0-9a-fA-F]{32}$"+"\""};
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
const err97 = {instancePath:instancePath+"/cookies/secret",schemaPath:"#/properties/cookies/anyOf/1/properties/secret/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
}
else {
const err98 = {instancePath:instancePath+"/cookies",schemaPath:"#/properties/cookies/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
var _valid12 = _errs140 === errors;
valid45 = valid45 || _valid12;
if(!valid45){
const err99 = {instancePath:instancePath+"/cookies",schemaPath:"#/properties/cookies/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
else {
errors = _errs137;
if(vErrors !== null){
if(_errs137){
vErrors.length = _errs137;
}
else {
vErrors = null;
}
}
}
}
if(data.query_log !== undefined){
let data41 = data.query_log;
if(typeof data41 === "string"){
if(!pattern5.test(data41)){
const err100 = {instancePath:instancePath+"/query_log",schemaPath:"#/properties/query_log/pattern",keyword:"pattern",params:{pattern: "^/."},message:"must match pattern \""+"^/."+"\""};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
else {
const err101 = {instancePath:instancePath+"/query_log",schemaPath:"#/properties/query_log/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data.metrics !== undefined){
let data42 = data.metrics;
const _errs149 = errors;
let valid48 = false;
const _errs150 = errors;
if(typeof data42 !== "string"){
const err102 = {instancePath:instancePath+"/metrics",schemaPath:"#/$defs/endpoint/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
var _valid13 = _errs150 === errors;
valid48 = valid48 || _valid13;
const _errs152 = errors;
if(data42 && typeof data42 == "object" && !Array.isArray(data42)){
if(data42.address === undefined){
const err103 = {instancePath:instancePath+"/metrics",schemaPath:"#/$defs/endpoint/anyOf/1/required",keyword:"required",params:{missingProperty: "address"},message:"must have required property '"+"address"+"'"};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
for(const key6 in data42){
if(!((key6 === "address") || (key6 === "port"))){
const err104 = {instancePath:instancePath+"/metrics",schemaPath:"#/$defs/endpoint/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties"};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data42.address !== undefined){
if(typeof data42.address !== "string"){
const err105 = {instancePath:instancePath+"/metrics/address",schemaPath:"#/$defs/endpoint/anyOf/1/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data42.port !== undefined){
let data44 = data42.port;
if(!(((typeof data44 == "number") && (!(data44 % 1) && !isNaN(data44))) && (isFinite(data44)))){
const err106 = {instancePath:instancePath+"/metrics/port",schemaPath:"#/$defs/endpoint/anyOf/1/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
if((typeof data44 == "number") && (isFinite(data44))){
if(data44 > 65535 || isNaN(data44)){
const err107 = {instancePath:instancePath+"/metrics/port",schemaPath:"#/$defs/endpoint/anyOf/1/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535"};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(data44 < 1 || isNaN(data44)){
const err108 = {instancePath:instancePath+"/metrics/port",schemaPath:"#/$defs/endpoint/anyOf/1/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
}
}
else {
const err109 = {instancePath:instancePath+"/metrics",schemaPath:"#/$defs/endpoint/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
var _valid13 = _errs152 === errors;
valid48 = valid48 || _valid13;
if(!valid48){
const err110 = {instancePath:instancePath+"/metrics",schemaPath:"#/$defs/endpoint/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf"};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
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
if(data.status !== undefined){
let data45 = data.status;
if(typeof data45 === "string"){
if(!pattern10.test(data45)){
const err111 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/pattern",keyword:"pattern",params:{pattern: "^/.{1,106}$"},message:"must match pattern \""+"^/.{1,106}$"+"\""};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
else {
const err112 = {instancePath:instancePath+"/status",schemaPath:"#/properties/status/type",keyword:"type",params:{type: "string"},message:"must be string"};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data.io !== undefined){
let data46 = data.io;
if(!(((data46 === "auto") || (data46 === "mmsg")) || (data46 === "dgram"))){
const err113 = {instancePath:instancePath+"/io",schemaPath:"#/properties/io/enum",keyword:"enum",params:{allowedValues: schema31.properties.io.enum},message:"must be equal to one of the allowed values"};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data.workers !== undefined){
let data47 = data.workers;
if(!(((typeof data47 == "number") && (!(data47 % 1) && !isNaN(data47))) && (isFinite(data47)))){
const err114 = {instancePath:instancePath+"/workers",schemaPath:"#/properties/workers/type",keyword:"type",params:{type: "integer"},message:"must be integer"};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if((typeof data47 == "number") && (isFinite(data47))){
if(data47 > 64 || isNaN(data47)){
const err115 = {instancePath:instancePath+"/workers",schemaPath:"#/properties/workers/maximum",keyword:"maximum",params:{comparison: "<=", limit: 64},message:"must be <= 64"};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(data47 < 1 || isNaN(data47)){
const err116 = {instancePath:instancePath+"/workers",schemaPath:"#/properties/workers/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1"};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
}
}
else {
const err117 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object"};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};
