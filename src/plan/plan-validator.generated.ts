// @ts-nocheck
// Generated from schemas/ by `npm run generate`. Do not edit.
import { createRequire } from "node:module";
import SCHEMA from "../../schemas/plan.schema.json" with { type: "json" };
import { FORMATS } from "./formats.ts";
import type { Validate } from "./schema.ts";
const require = createRequire(import.meta.url);
export default validate20 as unknown as Validate;
const schema31 = SCHEMA;
const schema34 = SCHEMA["$defs"]["port"];
const schema38 = SCHEMA["$defs"]["connection"];
const schema39 = SCHEMA["$defs"]["prefix6"];
const schema40 = SCHEMA["$defs"]["own_backend"];
const schema41 = SCHEMA["$defs"]["host"];
const schema42 = SCHEMA["$defs"]["ipv4_or_prefix"];
const schema46 = SCHEMA["$defs"]["duration"];
const schema59 = SCHEMA["$defs"]["url"];
const schema63 = SCHEMA["$defs"]["endpoint"];
const schema66 = SCHEMA["$defs"]["domain"];
const schema33 = SCHEMA["$defs"]["secret"];
const schema147 = SCHEMA["$defs"]["notify_on"];
const func1 = Object.prototype.hasOwnProperty;
const func3 = require("ajv/dist/runtime/ucs2length").default;
const pattern4 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_.-]*$", "u");
const pattern7 = new RegExp("^https?://[^\\s]+$", "u");
const pattern8 = new RegExp("^[1-9][0-9]*(kbit|Mbit|Gbit)$", "u");
const pattern9 = new RegExp("^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$", "u");
const pattern10 = new RegExp("^[0-9]{1,5}-[0-9]{1,5}$", "u");
const pattern11 = new RegExp("^[A-Za-z0-9_.@-]{1,15}$", "u");
const pattern12 = new RegExp("^(0|([0-9]+(ms|s|m|h|d))+)$", "u");
const pattern15 = new RegExp("^[a-z]{2}(-[a-z]+)+-[0-9]$", "u");
const pattern16 = new RegExp("^https?://[^\\s/]+(/\\S*)?$", "u");
const pattern17 = new RegExp("^rtb-[0-9a-f]{8,17}$", "u");
const pattern19 = new RegExp("^nat-[0-9a-f]{8,17}$", "u");
const pattern20 = new RegExp("^subnet-[0-9a-f]{8,17}$", "u");
const pattern21 = new RegExp("^vpc-[0-9a-f]{8,17}$", "u");
const pattern22 = new RegExp("^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$", "u");
const pattern24 = new RegExp("^i-[0-9a-f]{8,17}$", "u");
const pattern25 = new RegExp("^sg-[0-9a-f]{8,17}$", "u");
const pattern26 = new RegExp("^[a-z][-a-z0-9:.]{4,61}[a-z0-9]$", "u");
const pattern27 = new RegExp("^[a-z]+(-[a-z]+)+[0-9]$", "u");
const pattern29 = new RegExp("^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$", "u");
const pattern35 = new RegExp("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", "u");
const pattern36 = new RegExp("^[-\\w._()]{1,90}$", "u");
const pattern38 = new RegExp("^[A-Za-z0-9]([-\\w.]{0,78}\\w)?$", "u");
const pattern39 = new RegExp("^/subscriptions/[^/\\s]+/resourceGroups/[^/\\s]+/providers/Microsoft\\.Network/publicIPAddresses/[^/\\s]+$", "u");
const pattern46 = new RegExp("^\\S+:[0-9]{1,5}$", "u");
const pattern49 = new RegExp("^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$", "u");
const pattern125 = new RegExp("^/[^\\u0000]+$", "u");
const schema32 = SCHEMA["$defs"]["become"];

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
if(!((data === "sudo") || (data === "none"))){
const err0 = {instancePath,schemaPath:"#/anyOf/0/enum",keyword:"enum",params:{allowedValues: schema32.anyOf[0].enum},message:"must be equal to one of the allowed values",schema:schema32.anyOf[0].enum,parentSchema:schema32.anyOf[0],data};
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
const _errs2 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((key0 === "method") || (key0 === "user")) || (key0 === "password"))){
const err1 = {instancePath,schemaPath:"#/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema32.anyOf[1],data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.method !== undefined){
let data0 = data.method;
if(!((data0 === "sudo") || (data0 === "none"))){
const err2 = {instancePath:instancePath+"/method",schemaPath:"#/anyOf/1/properties/method/enum",keyword:"enum",params:{allowedValues: schema32.anyOf[1].properties.method.enum},message:"must be equal to one of the allowed values",schema:schema32.anyOf[1].properties.method.enum,parentSchema:schema32.anyOf[1].properties.method,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.user !== undefined){
let data1 = data.user;
if(typeof data1 === "string"){
if(func3(data1) < 1){
const err3 = {instancePath:instancePath+"/user",schemaPath:"#/anyOf/1/properties/user/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema32.anyOf[1].properties.user,data:data1};
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
const err4 = {instancePath:instancePath+"/user",schemaPath:"#/anyOf/1/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.anyOf[1].properties.user.type,parentSchema:schema32.anyOf[1].properties.user,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.password !== undefined){
let data2 = data.password;
const _errs10 = errors;
let valid3 = false;
let passing0 = null;
const _errs11 = errors;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.env === undefined){
const err5 = {instancePath:instancePath+"/password",schemaPath:"#/$defs/secret/oneOf/0/required",keyword:"required",params:{missingProperty: "env"},message:"must have required property '"+"env"+"'",schema:schema33.oneOf[0].required,parentSchema:schema33.oneOf[0],data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "env")){
const err6 = {instancePath:instancePath+"/password",schemaPath:"#/$defs/secret/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema33.oneOf[0],data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data2.env !== undefined){
let data3 = data2.env;
if(typeof data3 === "string"){
if(func3(data3) < 1){
const err7 = {instancePath:instancePath+"/password/env",schemaPath:"#/$defs/secret/oneOf/0/properties/env/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.oneOf[0].properties.env,data:data3};
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
const err8 = {instancePath:instancePath+"/password/env",schemaPath:"#/$defs/secret/oneOf/0/properties/env/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.oneOf[0].properties.env.type,parentSchema:schema33.oneOf[0].properties.env,data:data3};
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
const err9 = {instancePath:instancePath+"/password",schemaPath:"#/$defs/secret/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.oneOf[0].type,parentSchema:schema33.oneOf[0],data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var _valid1 = _errs11 === errors;
if(_valid1){
valid3 = true;
passing0 = 0;
var props0 = true;
}
const _errs16 = errors;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.file === undefined){
const err10 = {instancePath:instancePath+"/password",schemaPath:"#/$defs/secret/oneOf/1/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema33.oneOf[1].required,parentSchema:schema33.oneOf[1],data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
for(const key2 in data2){
if(!(key2 === "file")){
const err11 = {instancePath:instancePath+"/password",schemaPath:"#/$defs/secret/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema33.oneOf[1],data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data2.file !== undefined){
let data4 = data2.file;
if(typeof data4 === "string"){
if(func3(data4) < 1){
const err12 = {instancePath:instancePath+"/password/file",schemaPath:"#/$defs/secret/oneOf/1/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.oneOf[1].properties.file,data:data4};
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
const err13 = {instancePath:instancePath+"/password/file",schemaPath:"#/$defs/secret/oneOf/1/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.oneOf[1].properties.file.type,parentSchema:schema33.oneOf[1].properties.file,data:data4};
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
const err14 = {instancePath:instancePath+"/password",schemaPath:"#/$defs/secret/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.oneOf[1].type,parentSchema:schema33.oneOf[1],data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
var _valid1 = _errs16 === errors;
if(_valid1 && valid3){
valid3 = false;
passing0 = [passing0, 1];
}
else {
if(_valid1){
valid3 = true;
passing0 = 1;
if(props0 !== true){
props0 = true;
}
}
const _errs21 = errors;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.cmd === undefined){
const err15 = {instancePath:instancePath+"/password",schemaPath:"#/$defs/secret/oneOf/2/required",keyword:"required",params:{missingProperty: "cmd"},message:"must have required property '"+"cmd"+"'",schema:schema33.oneOf[2].required,parentSchema:schema33.oneOf[2],data:data2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key3 in data2){
if(!(key3 === "cmd")){
const err16 = {instancePath:instancePath+"/password",schemaPath:"#/$defs/secret/oneOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema33.oneOf[2],data:data2};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data2.cmd !== undefined){
let data5 = data2.cmd;
if(Array.isArray(data5)){
if(data5.length < 1){
const err17 = {instancePath:instancePath+"/password/cmd",schemaPath:"#/$defs/secret/oneOf/2/properties/cmd/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema33.oneOf[2].properties.cmd,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(typeof data6 === "string"){
if(func3(data6) < 1){
const err18 = {instancePath:instancePath+"/password/cmd/" + i0,schemaPath:"#/$defs/secret/oneOf/2/properties/cmd/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.oneOf[2].properties.cmd.items,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/password/cmd/" + i0,schemaPath:"#/$defs/secret/oneOf/2/properties/cmd/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.oneOf[2].properties.cmd.items.type,parentSchema:schema33.oneOf[2].properties.cmd.items,data:data6};
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
else {
const err20 = {instancePath:instancePath+"/password/cmd",schemaPath:"#/$defs/secret/oneOf/2/properties/cmd/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema33.oneOf[2].properties.cmd.type,parentSchema:schema33.oneOf[2].properties.cmd,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/password",schemaPath:"#/$defs/secret/oneOf/2/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.oneOf[2].type,parentSchema:schema33.oneOf[2],data:data2};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
var _valid1 = _errs21 === errors;
if(_valid1 && valid3){
valid3 = false;
passing0 = [passing0, 2];
}
else {
if(_valid1){
valid3 = true;
passing0 = 2;
if(props0 !== true){
props0 = true;
}
}
}
}
if(!valid3){
const err22 = {instancePath:instancePath+"/password",schemaPath:"#/$defs/secret/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf",schema:schema33.oneOf,parentSchema:schema33,data:data2};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
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
const err23 = {instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema32.anyOf[1].type,parentSchema:schema32.anyOf[1],data};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
var _valid0 = _errs2 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var props1 = true;
}
if(!valid0){
const err24 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema32.anyOf,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
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
evaluated0.props = props1;
return errors === 0;
}
validate21.evaluated = {"dynamicProps":true,"dynamicItems":false};

const schema35 = SCHEMA["$defs"]["ipv4_decisions"];
const schema36 = SCHEMA["$defs"]["interface_or_ipv4"];
const pattern5 = new RegExp("^[A-Za-z0-9_.@:-]{1,15}$", "u");
const func0 = require("ajv/dist/runtime/equal").default;

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
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!((key0 === "keep") || (key0 === "remove"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.keep !== undefined){
let data0 = data.keep;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(!pattern5.test(data1)){
const err1 = {instancePath:instancePath+"/keep/" + i0,schemaPath:"#/$defs/interface_or_ipv4/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_.@:-]{1,15}$"},message:"must match pattern \""+"^[A-Za-z0-9_.@:-]{1,15}$"+"\"",schema:"^[A-Za-z0-9_.@:-]{1,15}$",parentSchema:schema36,data:data1};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/keep/" + i0,schemaPath:"#/$defs/interface_or_ipv4/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema36.type,parentSchema:schema36,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
let i1 = data0.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data0[i1], data0[j0])){
const err3 = {instancePath:instancePath+"/keep",schemaPath:"#/properties/keep/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema35.properties.keep,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err4 = {instancePath:instancePath+"/keep",schemaPath:"#/properties/keep/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema35.properties.keep.type,parentSchema:schema35.properties.keep,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.remove !== undefined){
let data2 = data.remove;
if(Array.isArray(data2)){
const len1 = data2.length;
for(let i2=0; i2<len1; i2++){
let data3 = data2[i2];
if(typeof data3 === "string"){
if(!pattern5.test(data3)){
const err5 = {instancePath:instancePath+"/remove/" + i2,schemaPath:"#/$defs/interface_or_ipv4/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_.@:-]{1,15}$"},message:"must match pattern \""+"^[A-Za-z0-9_.@:-]{1,15}$"+"\"",schema:"^[A-Za-z0-9_.@:-]{1,15}$",parentSchema:schema36,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/remove/" + i2,schemaPath:"#/$defs/interface_or_ipv4/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema36.type,parentSchema:schema36,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
let i3 = data2.length;
let j1;
if(i3 > 1){
outer1:
for(;i3--;){
for(j1 = i3; j1--;){
if(func0(data2[i3], data2[j1])){
const err7 = {instancePath:instancePath+"/remove",schemaPath:"#/properties/remove/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i3+" are identical)",schema:true,parentSchema:schema35.properties.remove,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
break outer1;
}
}
}
}
}
else {
const err8 = {instancePath:instancePath+"/remove",schemaPath:"#/properties/remove/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema35.properties.remove.type,parentSchema:schema35.properties.remove,data:data2};
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
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema35.type,parentSchema:schema35,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema76 = SCHEMA["$defs"]["rollout"];
const schema77 = SCHEMA["$defs"]["count"];
const schema88 = SCHEMA["$defs"]["phase_id"];
const pattern59 = new RegExp("^[0-9]{1,4}%$", "u");
const formats24 = FORMATS.window;

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
for(const key0 in data){
if(!(func1.call(schema76.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema76,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.batch !== undefined){
let data0 = data.batch;
const _errs3 = errors;
let valid1 = false;
const _errs4 = errors;
const _errs6 = errors;
let valid3 = false;
const _errs7 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err1 = {instancePath:instancePath+"/batch",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema77.anyOf[0].type,parentSchema:schema77.anyOf[0],data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 0 || isNaN(data0)){
const err2 = {instancePath:instancePath+"/batch",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema77.anyOf[0],data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid1 = _errs7 === errors;
valid3 = valid3 || _valid1;
const _errs9 = errors;
if(typeof data0 === "string"){
if(!pattern59.test(data0)){
const err3 = {instancePath:instancePath+"/batch",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema77.anyOf[1],data:data0};
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
const err4 = {instancePath:instancePath+"/batch",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.anyOf[1].type,parentSchema:schema77.anyOf[1],data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
var _valid1 = _errs9 === errors;
valid3 = valid3 || _valid1;
if(!valid3){
const err5 = {instancePath:instancePath+"/batch",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema77.anyOf,parentSchema:schema77,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
else {
errors = _errs6;
if(vErrors !== null){
if(_errs6){
vErrors.length = _errs6;
}
else {
vErrors = null;
}
}
}
var _valid0 = _errs4 === errors;
valid1 = valid1 || _valid0;
const _errs11 = errors;
if(Array.isArray(data0)){
if(data0.length < 1){
const err6 = {instancePath:instancePath+"/batch",schemaPath:"#/properties/batch/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema76.properties.batch.anyOf[1],data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs15 = errors;
let valid7 = false;
const _errs16 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err7 = {instancePath:instancePath+"/batch/" + i0,schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema77.anyOf[0].type,parentSchema:schema77.anyOf[0],data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
const err8 = {instancePath:instancePath+"/batch/" + i0,schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema77.anyOf[0],data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
var _valid2 = _errs16 === errors;
valid7 = valid7 || _valid2;
const _errs18 = errors;
if(typeof data1 === "string"){
if(!pattern59.test(data1)){
const err9 = {instancePath:instancePath+"/batch/" + i0,schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema77.anyOf[1],data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/batch/" + i0,schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.anyOf[1].type,parentSchema:schema77.anyOf[1],data:data1};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
var _valid2 = _errs18 === errors;
valid7 = valid7 || _valid2;
if(!valid7){
const err11 = {instancePath:instancePath+"/batch/" + i0,schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema77.anyOf,parentSchema:schema77,data:data1};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
else {
errors = _errs15;
if(vErrors !== null){
if(_errs15){
vErrors.length = _errs15;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err12 = {instancePath:instancePath+"/batch",schemaPath:"#/properties/batch/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema76.properties.batch.anyOf[1].type,parentSchema:schema76.properties.batch.anyOf[1],data:data0};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
var _valid0 = _errs11 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const err13 = {instancePath:instancePath+"/batch",schemaPath:"#/properties/batch/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema76.properties.batch.anyOf,parentSchema:schema76.properties.batch,data:data0};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
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
if(data.max_unavailable !== undefined){
let data2 = data.max_unavailable;
const _errs22 = errors;
let valid9 = false;
const _errs23 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err14 = {instancePath:instancePath+"/max_unavailable",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema77.anyOf[0].type,parentSchema:schema77.anyOf[0],data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 0 || isNaN(data2)){
const err15 = {instancePath:instancePath+"/max_unavailable",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema77.anyOf[0],data:data2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
var _valid3 = _errs23 === errors;
valid9 = valid9 || _valid3;
const _errs25 = errors;
if(typeof data2 === "string"){
if(!pattern59.test(data2)){
const err16 = {instancePath:instancePath+"/max_unavailable",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema77.anyOf[1],data:data2};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/max_unavailable",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.anyOf[1].type,parentSchema:schema77.anyOf[1],data:data2};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
var _valid3 = _errs25 === errors;
valid9 = valid9 || _valid3;
if(!valid9){
const err18 = {instancePath:instancePath+"/max_unavailable",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema77.anyOf,parentSchema:schema77,data:data2};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
else {
errors = _errs22;
if(vErrors !== null){
if(_errs22){
vErrors.length = _errs22;
}
else {
vErrors = null;
}
}
}
}
if(data.brownout !== undefined){
let data3 = data.brownout;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.for === undefined){
const err19 = {instancePath:instancePath+"/brownout",schemaPath:"#/properties/brownout/required",keyword:"required",params:{missingProperty: "for"},message:"must have required property '"+"for"+"'",schema:schema76.properties.brownout.required,parentSchema:schema76.properties.brownout,data:data3};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
for(const key1 in data3){
if(!(((key1 === "for") || (key1 === "mode")) || (key1 === "scope"))){
const err20 = {instancePath:instancePath+"/brownout",schemaPath:"#/properties/brownout/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema76.properties.brownout,data:data3};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data3.for !== undefined){
let data4 = data3.for;
if(typeof data4 === "string"){
if(!pattern12.test(data4)){
const err21 = {instancePath:instancePath+"/brownout/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data4};
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
const err22 = {instancePath:instancePath+"/brownout/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data4};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data3.mode !== undefined){
let data5 = data3.mode;
if(!((data5 === "reject") || (data5 === "drop"))){
const err23 = {instancePath:instancePath+"/brownout/mode",schemaPath:"#/properties/brownout/properties/mode/enum",keyword:"enum",params:{allowedValues: schema76.properties.brownout.properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema76.properties.brownout.properties.mode.enum,parentSchema:schema76.properties.brownout.properties.mode,data:data5};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data3.scope !== undefined){
let data6 = data3.scope;
if(!((data6 === "host") || (data6 === "unit"))){
const err24 = {instancePath:instancePath+"/brownout/scope",schemaPath:"#/properties/brownout/properties/scope/enum",keyword:"enum",params:{allowedValues: schema76.properties.brownout.properties.scope.enum},message:"must be equal to one of the allowed values",schema:schema76.properties.brownout.properties.scope.enum,parentSchema:schema76.properties.brownout.properties.scope,data:data6};
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
const err25 = {instancePath:instancePath+"/brownout",schemaPath:"#/properties/brownout/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema76.properties.brownout.type,parentSchema:schema76.properties.brownout,data:data3};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.reboot_proof !== undefined){
let data7 = data.reboot_proof;
if(!(((data7 === "none") || (data7 === "canary")) || (data7 === "every"))){
const err26 = {instancePath:instancePath+"/reboot_proof",schemaPath:"#/properties/reboot_proof/enum",keyword:"enum",params:{allowedValues: schema76.properties.reboot_proof.enum},message:"must be equal to one of the allowed values",schema:schema76.properties.reboot_proof.enum,parentSchema:schema76.properties.reboot_proof,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.unrehearsed !== undefined){
let data8 = data.unrehearsed;
if(!((data8 === "refuse") || (data8 === "allow"))){
const err27 = {instancePath:instancePath+"/unrehearsed",schemaPath:"#/properties/unrehearsed/enum",keyword:"enum",params:{allowedValues: schema76.properties.unrehearsed.enum},message:"must be equal to one of the allowed values",schema:schema76.properties.unrehearsed.enum,parentSchema:schema76.properties.unrehearsed,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.windows !== undefined){
let data9 = data.windows;
if(Array.isArray(data9)){
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
let data10 = data9[i1];
if(typeof data10 === "string"){
if(func3(data10) < 1){
const err28 = {instancePath:instancePath+"/windows/" + i1,schemaPath:"#/properties/windows/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema76.properties.windows.items,data:data10};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(!(formats24(data10))){
const err29 = {instancePath:instancePath+"/windows/" + i1,schemaPath:"#/properties/windows/items/format",keyword:"format",params:{format: "window"},message:"must match format \""+"window"+"\"",schema:"window",parentSchema:schema76.properties.windows.items,data:data10};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
else {
const err30 = {instancePath:instancePath+"/windows/" + i1,schemaPath:"#/properties/windows/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema76.properties.windows.items.type,parentSchema:schema76.properties.windows.items,data:data10};
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
else {
const err31 = {instancePath:instancePath+"/windows",schemaPath:"#/properties/windows/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema76.properties.windows.type,parentSchema:schema76.properties.windows,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.canaries !== undefined){
let data11 = data.canaries;
if(Array.isArray(data11)){
if(data11.length < 1){
const err32 = {instancePath:instancePath+"/canaries",schemaPath:"#/properties/canaries/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema76.properties.canaries,data:data11};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
const len2 = data11.length;
for(let i2=0; i2<len2; i2++){
let data12 = data11[i2];
if(typeof data12 === "string"){
if(func3(data12) < 1){
const err33 = {instancePath:instancePath+"/canaries/" + i2,schemaPath:"#/properties/canaries/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema76.properties.canaries.items,data:data12};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/canaries/" + i2,schemaPath:"#/properties/canaries/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema76.properties.canaries.items.type,parentSchema:schema76.properties.canaries.items,data:data12};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
let i3 = data11.length;
let j0;
if(i3 > 1){
const indices0 = SCHEMA["$defs"]["gate_with_args"]["properties"]["ssh.fresh6"]["properties"];
for(;i3--;){
let item0 = data11[i3];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err35 = {instancePath:instancePath+"/canaries",schemaPath:"#/properties/canaries/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i3+" are identical)",schema:true,parentSchema:schema76.properties.canaries,data:data11};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
break;
}
indices0[item0] = i3;
}
}
}
else {
const err36 = {instancePath:instancePath+"/canaries",schemaPath:"#/properties/canaries/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema76.properties.canaries.type,parentSchema:schema76.properties.canaries,data:data11};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.domains !== undefined){
let data13 = data.domains;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key2 in data13){
if(!(((((key2 === "by") || (key2 === "groups")) || (key2 === "at_once")) || (key2 === "max_unavailable")) || (key2 === "stop_after"))){
const err37 = {instancePath:instancePath+"/domains",schemaPath:"#/properties/domains/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema76.properties.domains,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data13.by !== undefined){
let data14 = data13.by;
if(typeof data14 === "string"){
if(func3(data14) < 1){
const err38 = {instancePath:instancePath+"/domains/by",schemaPath:"#/properties/domains/properties/by/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema76.properties.domains.properties.by,data:data14};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
else {
const err39 = {instancePath:instancePath+"/domains/by",schemaPath:"#/properties/domains/properties/by/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema76.properties.domains.properties.by.type,parentSchema:schema76.properties.domains.properties.by,data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data13.groups !== undefined){
let data15 = data13.groups;
if(Array.isArray(data15)){
if(data15.length < 1){
const err40 = {instancePath:instancePath+"/domains/groups",schemaPath:"#/properties/domains/properties/groups/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema76.properties.domains.properties.groups,data:data15};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
const len3 = data15.length;
for(let i4=0; i4<len3; i4++){
let data16 = data15[i4];
if(typeof data16 === "string"){
if(func3(data16) < 1){
const err41 = {instancePath:instancePath+"/domains/groups/" + i4,schemaPath:"#/properties/domains/properties/groups/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema76.properties.domains.properties.groups.items,data:data16};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/domains/groups/" + i4,schemaPath:"#/properties/domains/properties/groups/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema76.properties.domains.properties.groups.items.type,parentSchema:schema76.properties.domains.properties.groups.items,data:data16};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
let i5 = data15.length;
let j1;
if(i5 > 1){
const indices1 = SCHEMA["$defs"]["gate_with_args"]["properties"]["ssh.fresh6"]["properties"];
for(;i5--;){
let item1 = data15[i5];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err43 = {instancePath:instancePath+"/domains/groups",schemaPath:"#/properties/domains/properties/groups/uniqueItems",keyword:"uniqueItems",params:{i: i5, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i5+" are identical)",schema:true,parentSchema:schema76.properties.domains.properties.groups,data:data15};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
break;
}
indices1[item1] = i5;
}
}
}
else {
const err44 = {instancePath:instancePath+"/domains/groups",schemaPath:"#/properties/domains/properties/groups/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema76.properties.domains.properties.groups.type,parentSchema:schema76.properties.domains.properties.groups,data:data15};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data13.at_once !== undefined){
let data17 = data13.at_once;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err45 = {instancePath:instancePath+"/domains/at_once",schemaPath:"#/properties/domains/properties/at_once/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema76.properties.domains.properties.at_once.type,parentSchema:schema76.properties.domains.properties.at_once,data:data17};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 < 1 || isNaN(data17)){
const err46 = {instancePath:instancePath+"/domains/at_once",schemaPath:"#/properties/domains/properties/at_once/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema76.properties.domains.properties.at_once,data:data17};
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
if(data13.max_unavailable !== undefined){
let data18 = data13.max_unavailable;
const _errs58 = errors;
let valid22 = false;
const _errs59 = errors;
if(!(((typeof data18 == "number") && (!(data18 % 1) && !isNaN(data18))) && (isFinite(data18)))){
const err47 = {instancePath:instancePath+"/domains/max_unavailable",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema77.anyOf[0].type,parentSchema:schema77.anyOf[0],data:data18};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 < 0 || isNaN(data18)){
const err48 = {instancePath:instancePath+"/domains/max_unavailable",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema77.anyOf[0],data:data18};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
var _valid4 = _errs59 === errors;
valid22 = valid22 || _valid4;
const _errs61 = errors;
if(typeof data18 === "string"){
if(!pattern59.test(data18)){
const err49 = {instancePath:instancePath+"/domains/max_unavailable",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema77.anyOf[1],data:data18};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
else {
const err50 = {instancePath:instancePath+"/domains/max_unavailable",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.anyOf[1].type,parentSchema:schema77.anyOf[1],data:data18};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
var _valid4 = _errs61 === errors;
valid22 = valid22 || _valid4;
if(!valid22){
const err51 = {instancePath:instancePath+"/domains/max_unavailable",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema77.anyOf,parentSchema:schema77,data:data18};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
else {
errors = _errs58;
if(vErrors !== null){
if(_errs58){
vErrors.length = _errs58;
}
else {
vErrors = null;
}
}
}
}
if(data13.stop_after !== undefined){
let data19 = data13.stop_after;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key3 in data19){
if(!((key3 === "failed") || (key3 === "unreachable"))){
const err52 = {instancePath:instancePath+"/domains/stop_after",schemaPath:"#/properties/domains/properties/stop_after/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema76.properties.domains.properties.stop_after,data:data19};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data19.failed !== undefined){
let data20 = data19.failed;
const _errs68 = errors;
let valid25 = false;
const _errs69 = errors;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err53 = {instancePath:instancePath+"/domains/stop_after/failed",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema77.anyOf[0].type,parentSchema:schema77.anyOf[0],data:data20};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 0 || isNaN(data20)){
const err54 = {instancePath:instancePath+"/domains/stop_after/failed",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema77.anyOf[0],data:data20};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
var _valid5 = _errs69 === errors;
valid25 = valid25 || _valid5;
const _errs71 = errors;
if(typeof data20 === "string"){
if(!pattern59.test(data20)){
const err55 = {instancePath:instancePath+"/domains/stop_after/failed",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema77.anyOf[1],data:data20};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
else {
const err56 = {instancePath:instancePath+"/domains/stop_after/failed",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.anyOf[1].type,parentSchema:schema77.anyOf[1],data:data20};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
var _valid5 = _errs71 === errors;
valid25 = valid25 || _valid5;
if(!valid25){
const err57 = {instancePath:instancePath+"/domains/stop_after/failed",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema77.anyOf,parentSchema:schema77,data:data20};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
else {
errors = _errs68;
if(vErrors !== null){
if(_errs68){
vErrors.length = _errs68;
}
else {
vErrors = null;
}
}
}
}
if(data19.unreachable !== undefined){
let data21 = data19.unreachable;
const _errs75 = errors;
let valid27 = false;
const _errs76 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err58 = {instancePath:instancePath+"/domains/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema77.anyOf[0].type,parentSchema:schema77.anyOf[0],data:data21};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 0 || isNaN(data21)){
const err59 = {instancePath:instancePath+"/domains/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema77.anyOf[0],data:data21};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
var _valid6 = _errs76 === errors;
valid27 = valid27 || _valid6;
const _errs78 = errors;
if(typeof data21 === "string"){
if(!pattern59.test(data21)){
const err60 = {instancePath:instancePath+"/domains/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema77.anyOf[1],data:data21};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/domains/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.anyOf[1].type,parentSchema:schema77.anyOf[1],data:data21};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
var _valid6 = _errs78 === errors;
valid27 = valid27 || _valid6;
if(!valid27){
const err62 = {instancePath:instancePath+"/domains/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema77.anyOf,parentSchema:schema77,data:data21};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
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
}
else {
const err63 = {instancePath:instancePath+"/domains/stop_after",schemaPath:"#/properties/domains/properties/stop_after/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema76.properties.domains.properties.stop_after.type,parentSchema:schema76.properties.domains.properties.stop_after,data:data19};
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
const err64 = {instancePath:instancePath+"/domains",schemaPath:"#/properties/domains/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema76.properties.domains.type,parentSchema:schema76.properties.domains,data:data13};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data.stop_after !== undefined){
let data22 = data.stop_after;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
for(const key4 in data22){
if(!((key4 === "failed") || (key4 === "unreachable"))){
const err65 = {instancePath:instancePath+"/stop_after",schemaPath:"#/properties/stop_after/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema76.properties.stop_after,data:data22};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data22.failed !== undefined){
let data23 = data22.failed;
const _errs85 = errors;
let valid30 = false;
const _errs86 = errors;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err66 = {instancePath:instancePath+"/stop_after/failed",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema77.anyOf[0].type,parentSchema:schema77.anyOf[0],data:data23};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 < 0 || isNaN(data23)){
const err67 = {instancePath:instancePath+"/stop_after/failed",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema77.anyOf[0],data:data23};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
var _valid7 = _errs86 === errors;
valid30 = valid30 || _valid7;
const _errs88 = errors;
if(typeof data23 === "string"){
if(!pattern59.test(data23)){
const err68 = {instancePath:instancePath+"/stop_after/failed",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema77.anyOf[1],data:data23};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
else {
const err69 = {instancePath:instancePath+"/stop_after/failed",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.anyOf[1].type,parentSchema:schema77.anyOf[1],data:data23};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
var _valid7 = _errs88 === errors;
valid30 = valid30 || _valid7;
if(!valid30){
const err70 = {instancePath:instancePath+"/stop_after/failed",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema77.anyOf,parentSchema:schema77,data:data23};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
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
if(data22.unreachable !== undefined){
let data24 = data22.unreachable;
const _errs92 = errors;
let valid32 = false;
const _errs93 = errors;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err71 = {instancePath:instancePath+"/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema77.anyOf[0].type,parentSchema:schema77.anyOf[0],data:data24};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 0 || isNaN(data24)){
const err72 = {instancePath:instancePath+"/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema77.anyOf[0],data:data24};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
var _valid8 = _errs93 === errors;
valid32 = valid32 || _valid8;
const _errs95 = errors;
if(typeof data24 === "string"){
if(!pattern59.test(data24)){
const err73 = {instancePath:instancePath+"/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema77.anyOf[1],data:data24};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
else {
const err74 = {instancePath:instancePath+"/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema77.anyOf[1].type,parentSchema:schema77.anyOf[1],data:data24};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
var _valid8 = _errs95 === errors;
valid32 = valid32 || _valid8;
if(!valid32){
const err75 = {instancePath:instancePath+"/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema77.anyOf,parentSchema:schema77,data:data24};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
else {
errors = _errs92;
if(vErrors !== null){
if(_errs92){
vErrors.length = _errs92;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err76 = {instancePath:instancePath+"/stop_after",schemaPath:"#/properties/stop_after/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema76.properties.stop_after.type,parentSchema:schema76.properties.stop_after,data:data22};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data.soak !== undefined){
let data25 = data.soak;
if(typeof data25 === "string"){
if(!pattern12.test(data25)){
const err77 = {instancePath:instancePath+"/soak",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data25};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
else {
const err78 = {instancePath:instancePath+"/soak",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data25};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data.confirm !== undefined){
let data26 = data.confirm;
if(typeof data26 === "string"){
if(!pattern12.test(data26)){
const err79 = {instancePath:instancePath+"/confirm",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data26};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
else {
const err80 = {instancePath:instancePath+"/confirm",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data26};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data.approve !== undefined){
let data27 = data.approve;
if(Array.isArray(data27)){
const len4 = data27.length;
for(let i6=0; i6<len4; i6++){
let data28 = data27[i6];
if(!((((data28 === "phase-1") || (data28 === "phase-2")) || (data28 === "phase-3")) || (data28 === "phase-4"))){
const err81 = {instancePath:instancePath+"/approve/" + i6,schemaPath:"#/$defs/phase_id/enum",keyword:"enum",params:{allowedValues: schema88.enum},message:"must be equal to one of the allowed values",schema:schema88.enum,parentSchema:schema88,data:data28};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
let i7 = data27.length;
let j2;
if(i7 > 1){
outer0:
for(;i7--;){
for(j2 = i7; j2--;){
if(func0(data27[i7], data27[j2])){
const err82 = {instancePath:instancePath+"/approve",schemaPath:"#/properties/approve/uniqueItems",keyword:"uniqueItems",params:{i: i7, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i7+" are identical)",schema:true,parentSchema:schema76.properties.approve,data:data27};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
break outer0;
}
}
}
}
}
else {
const err83 = {instancePath:instancePath+"/approve",schemaPath:"#/properties/approve/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema76.properties.approve.type,parentSchema:schema76.properties.approve,data:data27};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
else {
const err84 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema76.type,parentSchema:schema76,data};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema89 = SCHEMA["$defs"]["gate"];
const schema90 = SCHEMA["$defs"]["gate_name"];
const schema91 = SCHEMA["$defs"]["gate_with_args"];
const pattern85 = new RegExp("^/", "u");
const formats2 = FORMATS["ipv4-or-prefix"];

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 1){
const err0 = {instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema91,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(Object.keys(data).length < 1){
const err1 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema91,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema91.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema91,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data["dns64.resolve"] !== undefined){
let data0 = data["dns64.resolve"];
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key1 in data0){
if(!(((key1 === "ipv4_only") || (key1 === "wildcard")) || (key1 === "dual"))){
const err3 = {instancePath:instancePath+"/dns64.resolve",schemaPath:"#/properties/dns64.resolve/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["dns64.resolve"],data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0.ipv4_only !== undefined){
let data1 = data0.ipv4_only;
if(typeof data1 === "string"){
if(func3(data1) > 254){
const err4 = {instancePath:instancePath+"/dns64.resolve/ipv4_only",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!pattern49.test(data1)){
const err5 = {instancePath:instancePath+"/dns64.resolve/ipv4_only",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/dns64.resolve/ipv4_only",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data0.wildcard !== undefined){
let data2 = data0.wildcard;
if(typeof data2 === "string"){
if(func3(data2) > 254){
const err7 = {instancePath:instancePath+"/dns64.resolve/wildcard",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern49.test(data2)){
const err8 = {instancePath:instancePath+"/dns64.resolve/wildcard",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/dns64.resolve/wildcard",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data0.dual !== undefined){
let data3 = data0.dual;
if(typeof data3 === "string"){
if(func3(data3) > 254){
const err10 = {instancePath:instancePath+"/dns64.resolve/dual",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!pattern49.test(data3)){
const err11 = {instancePath:instancePath+"/dns64.resolve/dual",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/dns64.resolve/dual",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/dns64.resolve",schemaPath:"#/properties/dns64.resolve/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["dns64.resolve"].type,parentSchema:schema91.properties["dns64.resolve"],data:data0};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data["dns64.dnssec"] !== undefined){
let data4 = data["dns64.dnssec"];
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key2 in data4){
if(!(((key2 === "signed_ipv4_only") || (key2 === "signed_native")) || (key2 === "bogus"))){
const err14 = {instancePath:instancePath+"/dns64.dnssec",schemaPath:"#/properties/dns64.dnssec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["dns64.dnssec"],data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data4.signed_ipv4_only !== undefined){
let data5 = data4.signed_ipv4_only;
if(typeof data5 === "string"){
if(func3(data5) > 254){
const err15 = {instancePath:instancePath+"/dns64.dnssec/signed_ipv4_only",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern49.test(data5)){
const err16 = {instancePath:instancePath+"/dns64.dnssec/signed_ipv4_only",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/dns64.dnssec/signed_ipv4_only",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data4.signed_native !== undefined){
let data6 = data4.signed_native;
if(typeof data6 === "string"){
if(func3(data6) > 254){
const err18 = {instancePath:instancePath+"/dns64.dnssec/signed_native",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(!pattern49.test(data6)){
const err19 = {instancePath:instancePath+"/dns64.dnssec/signed_native",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/dns64.dnssec/signed_native",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data4.bogus !== undefined){
let data7 = data4.bogus;
if(typeof data7 === "string"){
if(func3(data7) > 254){
const err21 = {instancePath:instancePath+"/dns64.dnssec/bogus",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!pattern49.test(data7)){
const err22 = {instancePath:instancePath+"/dns64.dnssec/bogus",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data7};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/dns64.dnssec/bogus",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/dns64.dnssec",schemaPath:"#/properties/dns64.dnssec/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["dns64.dnssec"].type,parentSchema:schema91.properties["dns64.dnssec"],data:data4};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data["nat64.connect"] !== undefined){
let data8 = data["nat64.connect"];
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key3 in data8){
if(!(((((key3 === "http") || (key3 === "tcp")) || (key3 === "udp")) || (key3 === "ping")) || (key3 === "tries"))){
const err25 = {instancePath:instancePath+"/nat64.connect",schemaPath:"#/properties/nat64.connect/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["nat64.connect"],data:data8};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data8.http !== undefined){
let data9 = data8.http;
if(typeof data9 === "string"){
if(!pattern16.test(data9)){
const err26 = {instancePath:instancePath+"/nat64.connect/http",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema59,data:data9};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/nat64.connect/http",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema59.type,parentSchema:schema59,data:data9};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data8.tcp !== undefined){
let data10 = data8.tcp;
if(typeof data10 === "string"){
if(!pattern46.test(data10)){
const err28 = {instancePath:instancePath+"/nat64.connect/tcp",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema63,data:data10};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/nat64.connect/tcp",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema63.type,parentSchema:schema63,data:data10};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data8.udp !== undefined){
let data11 = data8.udp;
if(typeof data11 === "string"){
if(!pattern46.test(data11)){
const err30 = {instancePath:instancePath+"/nat64.connect/udp",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema63,data:data11};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/nat64.connect/udp",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema63.type,parentSchema:schema63,data:data11};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data8.ping !== undefined){
let data12 = data8.ping;
if(typeof data12 === "string"){
if(func3(data12) > 254){
const err32 = {instancePath:instancePath+"/nat64.connect/ping",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data12};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(!pattern49.test(data12)){
const err33 = {instancePath:instancePath+"/nat64.connect/ping",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data12};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
else {
const err34 = {instancePath:instancePath+"/nat64.connect/ping",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data12};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data8.tries !== undefined){
let data13 = data8.tries;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err35 = {instancePath:instancePath+"/nat64.connect/tries",schemaPath:"#/properties/nat64.connect/properties/tries/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema91.properties["nat64.connect"].properties.tries.type,parentSchema:schema91.properties["nat64.connect"].properties.tries,data:data13};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 1000 || isNaN(data13)){
const err36 = {instancePath:instancePath+"/nat64.connect/tries",schemaPath:"#/properties/nat64.connect/properties/tries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema91.properties["nat64.connect"].properties.tries,data:data13};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data13 < 1 || isNaN(data13)){
const err37 = {instancePath:instancePath+"/nat64.connect/tries",schemaPath:"#/properties/nat64.connect/properties/tries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema91.properties["nat64.connect"].properties.tries,data:data13};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
}
else {
const err38 = {instancePath:instancePath+"/nat64.connect",schemaPath:"#/properties/nat64.connect/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["nat64.connect"].type,parentSchema:schema91.properties["nat64.connect"],data:data8};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data["nat64.large"] !== undefined){
let data14 = data["nat64.large"];
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key4 in data14){
if(!(((key4 === "url_down") || (key4 === "url_up")) || (key4 === "bytes"))){
const err39 = {instancePath:instancePath+"/nat64.large",schemaPath:"#/properties/nat64.large/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["nat64.large"],data:data14};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data14.url_down !== undefined){
let data15 = data14.url_down;
if(typeof data15 === "string"){
if(!pattern16.test(data15)){
const err40 = {instancePath:instancePath+"/nat64.large/url_down",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema59,data:data15};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/nat64.large/url_down",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema59.type,parentSchema:schema59,data:data15};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data14.url_up !== undefined){
let data16 = data14.url_up;
if(typeof data16 === "string"){
if(!pattern16.test(data16)){
const err42 = {instancePath:instancePath+"/nat64.large/url_up",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema59,data:data16};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
else {
const err43 = {instancePath:instancePath+"/nat64.large/url_up",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema59.type,parentSchema:schema59,data:data16};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data14.bytes !== undefined){
let data17 = data14.bytes;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err44 = {instancePath:instancePath+"/nat64.large/bytes",schemaPath:"#/properties/nat64.large/properties/bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema91.properties["nat64.large"].properties.bytes.type,parentSchema:schema91.properties["nat64.large"].properties.bytes,data:data17};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 268435456 || isNaN(data17)){
const err45 = {instancePath:instancePath+"/nat64.large/bytes",schemaPath:"#/properties/nat64.large/properties/bytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 268435456},message:"must be <= 268435456",schema:268435456,parentSchema:schema91.properties["nat64.large"].properties.bytes,data:data17};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data17 < 65536 || isNaN(data17)){
const err46 = {instancePath:instancePath+"/nat64.large/bytes",schemaPath:"#/properties/nat64.large/properties/bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 65536},message:"must be >= 65536",schema:65536,parentSchema:schema91.properties["nat64.large"].properties.bytes,data:data17};
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
}
else {
const err47 = {instancePath:instancePath+"/nat64.large",schemaPath:"#/properties/nat64.large/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["nat64.large"].type,parentSchema:schema91.properties["nat64.large"],data:data14};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data["nat64.state"] !== undefined){
let data18 = data["nat64.state"];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key5 in data18){
if(!(key5 === "max")){
const err48 = {instancePath:instancePath+"/nat64.state",schemaPath:"#/properties/nat64.state/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["nat64.state"],data:data18};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data18.max !== undefined){
let data19 = data18.max;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err49 = {instancePath:instancePath+"/nat64.state/max",schemaPath:"#/properties/nat64.state/properties/max/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema91.properties["nat64.state"].properties.max.type,parentSchema:schema91.properties["nat64.state"].properties.max,data:data19};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 100 || isNaN(data19)){
const err50 = {instancePath:instancePath+"/nat64.state/max",schemaPath:"#/properties/nat64.state/properties/max/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema91.properties["nat64.state"].properties.max,data:data19};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data19 < 1 || isNaN(data19)){
const err51 = {instancePath:instancePath+"/nat64.state/max",schemaPath:"#/properties/nat64.state/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema91.properties["nat64.state"].properties.max,data:data19};
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
const err52 = {instancePath:instancePath+"/nat64.state",schemaPath:"#/properties/nat64.state/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["nat64.state"].type,parentSchema:schema91.properties["nat64.state"],data:data18};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data["service.health"] !== undefined){
let data20 = data["service.health"];
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
for(const key6 in data20){
if(!(key6 === "by")){
const err53 = {instancePath:instancePath+"/service.health",schemaPath:"#/properties/service.health/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["service.health"],data:data20};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data20.by !== undefined){
let data21 = data20.by;
if(!((data21 === "all") || (data21 === "address"))){
const err54 = {instancePath:instancePath+"/service.health/by",schemaPath:"#/properties/service.health/properties/by/enum",keyword:"enum",params:{allowedValues: schema91.properties["service.health"].properties.by.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["service.health"].properties.by.enum,parentSchema:schema91.properties["service.health"].properties.by,data:data21};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
}
else {
const err55 = {instancePath:instancePath+"/service.health",schemaPath:"#/properties/service.health/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["service.health"].type,parentSchema:schema91.properties["service.health"],data:data20};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data["ipv4.quiet"] !== undefined){
let data22 = data["ipv4.quiet"];
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
for(const key7 in data22){
if(!((key7 === "for") || (key7 === "ignore"))){
const err56 = {instancePath:instancePath+"/ipv4.quiet",schemaPath:"#/properties/ipv4.quiet/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["ipv4.quiet"],data:data22};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data22.for !== undefined){
let data23 = data22.for;
if(typeof data23 === "string"){
if(!pattern12.test(data23)){
const err57 = {instancePath:instancePath+"/ipv4.quiet/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data23};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/ipv4.quiet/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data23};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data22.ignore !== undefined){
let data24 = data22.ignore;
if(Array.isArray(data24)){
const len0 = data24.length;
for(let i0=0; i0<len0; i0++){
let data25 = data24[i0];
if(typeof data25 === "string"){
if(!(formats2(data25))){
const err59 = {instancePath:instancePath+"/ipv4.quiet/ignore/" + i0,schemaPath:"#/$defs/ipv4_or_prefix/format",keyword:"format",params:{format: "ipv4-or-prefix"},message:"must match format \""+"ipv4-or-prefix"+"\"",schema:"ipv4-or-prefix",parentSchema:schema42,data:data25};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
else {
const err60 = {instancePath:instancePath+"/ipv4.quiet/ignore/" + i0,schemaPath:"#/$defs/ipv4_or_prefix/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema42.type,parentSchema:schema42,data:data25};
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
else {
const err61 = {instancePath:instancePath+"/ipv4.quiet/ignore",schemaPath:"#/properties/ipv4.quiet/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema91.properties["ipv4.quiet"].properties.ignore.type,parentSchema:schema91.properties["ipv4.quiet"].properties.ignore,data:data24};
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
else {
const err62 = {instancePath:instancePath+"/ipv4.quiet",schemaPath:"#/properties/ipv4.quiet/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["ipv4.quiet"].type,parentSchema:schema91.properties["ipv4.quiet"],data:data22};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data["ssh.fresh6"] !== undefined){
let data26 = data["ssh.fresh6"];
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
for(const key8 in data26){
const err63 = {instancePath:instancePath+"/ssh.fresh6",schemaPath:"#/properties/ssh.fresh6/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["ssh.fresh6"],data:data26};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/ssh.fresh6",schemaPath:"#/properties/ssh.fresh6/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["ssh.fresh6"].type,parentSchema:schema91.properties["ssh.fresh6"],data:data26};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data.prefer6 !== undefined){
let data27 = data.prefer6;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key9 in data27){
if(!(key9 === "name")){
const err65 = {instancePath:instancePath+"/prefer6",schemaPath:"#/properties/prefer6/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties.prefer6,data:data27};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data27.name !== undefined){
let data28 = data27.name;
if(typeof data28 === "string"){
if(func3(data28) > 254){
const err66 = {instancePath:instancePath+"/prefer6/name",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data28};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(!pattern49.test(data28)){
const err67 = {instancePath:instancePath+"/prefer6/name",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data28};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
else {
const err68 = {instancePath:instancePath+"/prefer6/name",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data28};
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
else {
const err69 = {instancePath:instancePath+"/prefer6",schemaPath:"#/properties/prefer6/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties.prefer6.type,parentSchema:schema91.properties.prefer6,data:data27};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data.needs6 !== undefined){
let data29 = data.needs6;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
for(const key10 in data29){
const err70 = {instancePath:instancePath+"/needs6",schemaPath:"#/properties/needs6/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties.needs6,data:data29};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
else {
const err71 = {instancePath:instancePath+"/needs6",schemaPath:"#/properties/needs6/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties.needs6.type,parentSchema:schema91.properties.needs6,data:data29};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
if(data["traffic.ratio"] !== undefined){
let data30 = data["traffic.ratio"];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
for(const key11 in data30){
const err72 = {instancePath:instancePath+"/traffic.ratio",schemaPath:"#/properties/traffic.ratio/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["traffic.ratio"],data:data30};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
else {
const err73 = {instancePath:instancePath+"/traffic.ratio",schemaPath:"#/properties/traffic.ratio/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["traffic.ratio"].type,parentSchema:schema91.properties["traffic.ratio"],data:data30};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
if(data["ipv4.literals"] !== undefined){
let data31 = data["ipv4.literals"];
if(!((data31 === "none") || (data31 === "unused"))){
const err74 = {instancePath:instancePath+"/ipv4.literals",schemaPath:"#/properties/ipv4.literals/enum",keyword:"enum",params:{allowedValues: schema91.properties["ipv4.literals"].enum},message:"must be equal to one of the allowed values",schema:schema91.properties["ipv4.literals"].enum,parentSchema:schema91.properties["ipv4.literals"],data:data31};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data["path.mtu"] !== undefined){
let data32 = data["path.mtu"];
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
for(const key12 in data32){
if(!(key12 === "bytes")){
const err75 = {instancePath:instancePath+"/path.mtu",schemaPath:"#/properties/path.mtu/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["path.mtu"],data:data32};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data32.bytes !== undefined){
let data33 = data32.bytes;
if(!(((typeof data33 == "number") && (!(data33 % 1) && !isNaN(data33))) && (isFinite(data33)))){
const err76 = {instancePath:instancePath+"/path.mtu/bytes",schemaPath:"#/properties/path.mtu/properties/bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema91.properties["path.mtu"].properties.bytes.type,parentSchema:schema91.properties["path.mtu"].properties.bytes,data:data33};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if((typeof data33 == "number") && (isFinite(data33))){
if(data33 > 65535 || isNaN(data33)){
const err77 = {instancePath:instancePath+"/path.mtu/bytes",schemaPath:"#/properties/path.mtu/properties/bytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema91.properties["path.mtu"].properties.bytes,data:data33};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data33 < 1280 || isNaN(data33)){
const err78 = {instancePath:instancePath+"/path.mtu/bytes",schemaPath:"#/properties/path.mtu/properties/bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1280},message:"must be >= 1280",schema:1280,parentSchema:schema91.properties["path.mtu"].properties.bytes,data:data33};
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
}
else {
const err79 = {instancePath:instancePath+"/path.mtu",schemaPath:"#/properties/path.mtu/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["path.mtu"].type,parentSchema:schema91.properties["path.mtu"],data:data32};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data["firewall.parity"] !== undefined){
let data34 = data["firewall.parity"];
if(!(data34 === "strict")){
const err80 = {instancePath:instancePath+"/firewall.parity",schemaPath:"#/properties/firewall.parity/enum",keyword:"enum",params:{allowedValues: schema91.properties["firewall.parity"].enum},message:"must be equal to one of the allowed values",schema:schema91.properties["firewall.parity"].enum,parentSchema:schema91.properties["firewall.parity"],data:data34};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data["nat64.failures"] !== undefined){
let data35 = data["nat64.failures"];
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
for(const key13 in data35){
if(!(key13 === "max")){
const err81 = {instancePath:instancePath+"/nat64.failures",schemaPath:"#/properties/nat64.failures/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["nat64.failures"],data:data35};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data35.max !== undefined){
let data36 = data35.max;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
const err82 = {instancePath:instancePath+"/nat64.failures/max",schemaPath:"#/properties/nat64.failures/properties/max/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema91.properties["nat64.failures"].properties.max.type,parentSchema:schema91.properties["nat64.failures"].properties.max,data:data36};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 < 0 || isNaN(data36)){
const err83 = {instancePath:instancePath+"/nat64.failures/max",schemaPath:"#/properties/nat64.failures/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema91.properties["nat64.failures"].properties.max,data:data36};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
}
}
else {
const err84 = {instancePath:instancePath+"/nat64.failures",schemaPath:"#/properties/nat64.failures/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["nat64.failures"].type,parentSchema:schema91.properties["nat64.failures"],data:data35};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data.inbound4 !== undefined){
let data37 = data.inbound4;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
for(const key14 in data37){
const err85 = {instancePath:instancePath+"/inbound4",schemaPath:"#/properties/inbound4/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties.inbound4,data:data37};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
else {
const err86 = {instancePath:instancePath+"/inbound4",schemaPath:"#/properties/inbound4/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties.inbound4.type,parentSchema:schema91.properties.inbound4,data:data37};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data["host.ipv6"] !== undefined){
let data38 = data["host.ipv6"];
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
for(const key15 in data38){
const err87 = {instancePath:instancePath+"/host.ipv6",schemaPath:"#/properties/host.ipv6/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["host.ipv6"],data:data38};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
else {
const err88 = {instancePath:instancePath+"/host.ipv6",schemaPath:"#/properties/host.ipv6/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["host.ipv6"].type,parentSchema:schema91.properties["host.ipv6"],data:data38};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data["listen.parity"] !== undefined){
let data39 = data["listen.parity"];
if(data39 && typeof data39 == "object" && !Array.isArray(data39)){
for(const key16 in data39){
const err89 = {instancePath:instancePath+"/listen.parity",schemaPath:"#/properties/listen.parity/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["listen.parity"],data:data39};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
else {
const err90 = {instancePath:instancePath+"/listen.parity",schemaPath:"#/properties/listen.parity/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["listen.parity"].type,parentSchema:schema91.properties["listen.parity"],data:data39};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data["allow.parity"] !== undefined){
let data40 = data["allow.parity"];
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
for(const key17 in data40){
const err91 = {instancePath:instancePath+"/allow.parity",schemaPath:"#/properties/allow.parity/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["allow.parity"],data:data40};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
else {
const err92 = {instancePath:instancePath+"/allow.parity",schemaPath:"#/properties/allow.parity/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["allow.parity"].type,parentSchema:schema91.properties["allow.parity"],data:data40};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data["tls.sans"] !== undefined){
let data41 = data["tls.sans"];
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
for(const key18 in data41){
const err93 = {instancePath:instancePath+"/tls.sans",schemaPath:"#/properties/tls.sans/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["tls.sans"],data:data41};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/tls.sans",schemaPath:"#/properties/tls.sans/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["tls.sans"].type,parentSchema:schema91.properties["tls.sans"],data:data41};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data["dns.reverse"] !== undefined){
let data42 = data["dns.reverse"];
if(data42 && typeof data42 == "object" && !Array.isArray(data42)){
for(const key19 in data42){
const err95 = {instancePath:instancePath+"/dns.reverse",schemaPath:"#/properties/dns.reverse/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["dns.reverse"],data:data42};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/dns.reverse",schemaPath:"#/properties/dns.reverse/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["dns.reverse"].type,parentSchema:schema91.properties["dns.reverse"],data:data42};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
if(data["dns.authoritative"] !== undefined){
let data43 = data["dns.authoritative"];
if(data43 && typeof data43 == "object" && !Array.isArray(data43)){
for(const key20 in data43){
const err97 = {instancePath:instancePath+"/dns.authoritative",schemaPath:"#/properties/dns.authoritative/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["dns.authoritative"],data:data43};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
else {
const err98 = {instancePath:instancePath+"/dns.authoritative",schemaPath:"#/properties/dns.authoritative/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["dns.authoritative"].type,parentSchema:schema91.properties["dns.authoritative"],data:data43};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data["dns.quiet"] !== undefined){
let data44 = data["dns.quiet"];
if(data44 && typeof data44 == "object" && !Array.isArray(data44)){
for(const key21 in data44){
if(!((key21 === "for") || (key21 === "max"))){
const err99 = {instancePath:instancePath+"/dns.quiet",schemaPath:"#/properties/dns.quiet/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["dns.quiet"],data:data44};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data44.for !== undefined){
let data45 = data44.for;
if(typeof data45 === "string"){
if(!pattern12.test(data45)){
const err100 = {instancePath:instancePath+"/dns.quiet/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data45};
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
const err101 = {instancePath:instancePath+"/dns.quiet/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data45};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
if(data44.max !== undefined){
let data46 = data44.max;
if(!(((typeof data46 == "number") && (!(data46 % 1) && !isNaN(data46))) && (isFinite(data46)))){
const err102 = {instancePath:instancePath+"/dns.quiet/max",schemaPath:"#/properties/dns.quiet/properties/max/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema91.properties["dns.quiet"].properties.max.type,parentSchema:schema91.properties["dns.quiet"].properties.max,data:data46};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if((typeof data46 == "number") && (isFinite(data46))){
if(data46 < 0 || isNaN(data46)){
const err103 = {instancePath:instancePath+"/dns.quiet/max",schemaPath:"#/properties/dns.quiet/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema91.properties["dns.quiet"].properties.max,data:data46};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
}
}
else {
const err104 = {instancePath:instancePath+"/dns.quiet",schemaPath:"#/properties/dns.quiet/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["dns.quiet"].type,parentSchema:schema91.properties["dns.quiet"],data:data44};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data["time.sync"] !== undefined){
let data47 = data["time.sync"];
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
for(const key22 in data47){
const err105 = {instancePath:instancePath+"/time.sync",schemaPath:"#/properties/time.sync/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["time.sync"],data:data47};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
else {
const err106 = {instancePath:instancePath+"/time.sync",schemaPath:"#/properties/time.sync/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["time.sync"].type,parentSchema:schema91.properties["time.sync"],data:data47};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data["packages.mirror"] !== undefined){
let data48 = data["packages.mirror"];
if(data48 && typeof data48 == "object" && !Array.isArray(data48)){
for(const key23 in data48){
const err107 = {instancePath:instancePath+"/packages.mirror",schemaPath:"#/properties/packages.mirror/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["packages.mirror"],data:data48};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
else {
const err108 = {instancePath:instancePath+"/packages.mirror",schemaPath:"#/properties/packages.mirror/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["packages.mirror"].type,parentSchema:schema91.properties["packages.mirror"],data:data48};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data["logs.arrive"] !== undefined){
let data49 = data["logs.arrive"];
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(data49.at === undefined){
const err109 = {instancePath:instancePath+"/logs.arrive",schemaPath:"#/properties/logs.arrive/required",keyword:"required",params:{missingProperty: "at"},message:"must have required property '"+"at"+"'",schema:schema91.properties["logs.arrive"].required,parentSchema:schema91.properties["logs.arrive"],data:data49};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(data49.in === undefined){
const err110 = {instancePath:instancePath+"/logs.arrive",schemaPath:"#/properties/logs.arrive/required",keyword:"required",params:{missingProperty: "in"},message:"must have required property '"+"in"+"'",schema:schema91.properties["logs.arrive"].required,parentSchema:schema91.properties["logs.arrive"],data:data49};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
for(const key24 in data49){
if(!((key24 === "at") || (key24 === "in"))){
const err111 = {instancePath:instancePath+"/logs.arrive",schemaPath:"#/properties/logs.arrive/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["logs.arrive"],data:data49};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data49.at !== undefined){
let data50 = data49.at;
if(typeof data50 === "string"){
if(func3(data50) < 1){
const err112 = {instancePath:instancePath+"/logs.arrive/at",schemaPath:"#/properties/logs.arrive/properties/at/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["logs.arrive"].properties.at,data:data50};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
else {
const err113 = {instancePath:instancePath+"/logs.arrive/at",schemaPath:"#/properties/logs.arrive/properties/at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["logs.arrive"].properties.at.type,parentSchema:schema91.properties["logs.arrive"].properties.at,data:data50};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
if(data49.in !== undefined){
let data51 = data49.in;
if(Array.isArray(data51)){
if(data51.length < 1){
const err114 = {instancePath:instancePath+"/logs.arrive/in",schemaPath:"#/properties/logs.arrive/properties/in/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema91.properties["logs.arrive"].properties.in,data:data51};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
const len1 = data51.length;
for(let i1=0; i1<len1; i1++){
let data52 = data51[i1];
if(typeof data52 === "string"){
if(!pattern85.test(data52)){
const err115 = {instancePath:instancePath+"/logs.arrive/in/" + i1,schemaPath:"#/properties/logs.arrive/properties/in/items/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema91.properties["logs.arrive"].properties.in.items,data:data52};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
else {
const err116 = {instancePath:instancePath+"/logs.arrive/in/" + i1,schemaPath:"#/properties/logs.arrive/properties/in/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["logs.arrive"].properties.in.items.type,parentSchema:schema91.properties["logs.arrive"].properties.in.items,data:data52};
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
else {
const err117 = {instancePath:instancePath+"/logs.arrive/in",schemaPath:"#/properties/logs.arrive/properties/in/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema91.properties["logs.arrive"].properties.in.type,parentSchema:schema91.properties["logs.arrive"].properties.in,data:data51};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
}
else {
const err118 = {instancePath:instancePath+"/logs.arrive",schemaPath:"#/properties/logs.arrive/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["logs.arrive"].type,parentSchema:schema91.properties["logs.arrive"],data:data49};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data["monitoring.ipv6"] !== undefined){
let data53 = data["monitoring.ipv6"];
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
for(const key25 in data53){
if(!((key25 === "for") || (key25 === "from"))){
const err119 = {instancePath:instancePath+"/monitoring.ipv6",schemaPath:"#/properties/monitoring.ipv6/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["monitoring.ipv6"],data:data53};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
if(data53.for !== undefined){
let data54 = data53.for;
if(typeof data54 === "string"){
if(!pattern12.test(data54)){
const err120 = {instancePath:instancePath+"/monitoring.ipv6/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data54};
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
const err121 = {instancePath:instancePath+"/monitoring.ipv6/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data54};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
if(data53.from !== undefined){
let data55 = data53.from;
if(Array.isArray(data55)){
if(data55.length < 1){
const err122 = {instancePath:instancePath+"/monitoring.ipv6/from",schemaPath:"#/properties/monitoring.ipv6/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema91.properties["monitoring.ipv6"].properties.from,data:data55};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
const len2 = data55.length;
for(let i2=0; i2<len2; i2++){
let data56 = data55[i2];
if(typeof data56 === "string"){
if(func3(data56) < 1){
const err123 = {instancePath:instancePath+"/monitoring.ipv6/from/" + i2,schemaPath:"#/properties/monitoring.ipv6/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["monitoring.ipv6"].properties.from.items,data:data56};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
else {
const err124 = {instancePath:instancePath+"/monitoring.ipv6/from/" + i2,schemaPath:"#/properties/monitoring.ipv6/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["monitoring.ipv6"].properties.from.items.type,parentSchema:schema91.properties["monitoring.ipv6"].properties.from.items,data:data56};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
}
else {
const err125 = {instancePath:instancePath+"/monitoring.ipv6/from",schemaPath:"#/properties/monitoring.ipv6/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema91.properties["monitoring.ipv6"].properties.from.type,parentSchema:schema91.properties["monitoring.ipv6"].properties.from,data:data55};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
}
else {
const err126 = {instancePath:instancePath+"/monitoring.ipv6",schemaPath:"#/properties/monitoring.ipv6/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["monitoring.ipv6"].type,parentSchema:schema91.properties["monitoring.ipv6"],data:data53};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data["ipv4.gone"] !== undefined){
let data57 = data["ipv4.gone"];
if(data57 && typeof data57 == "object" && !Array.isArray(data57)){
for(const key26 in data57){
if(!((key26 === "lease") || (key26 === "reboot"))){
const err127 = {instancePath:instancePath+"/ipv4.gone",schemaPath:"#/properties/ipv4.gone/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["ipv4.gone"],data:data57};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
if(data57.lease !== undefined){
let data58 = data57.lease;
if(typeof data58 === "string"){
if(!pattern12.test(data58)){
const err128 = {instancePath:instancePath+"/ipv4.gone/lease",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data58};
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
const err129 = {instancePath:instancePath+"/ipv4.gone/lease",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data58};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
if(data57.reboot !== undefined){
let data59 = data57.reboot;
if(typeof data59 !== "boolean"){
const err130 = {instancePath:instancePath+"/ipv4.gone/reboot",schemaPath:"#/properties/ipv4.gone/properties/reboot/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema91.properties["ipv4.gone"].properties.reboot.type,parentSchema:schema91.properties["ipv4.gone"].properties.reboot,data:data59};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
}
else {
const err131 = {instancePath:instancePath+"/ipv4.gone",schemaPath:"#/properties/ipv4.gone/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["ipv4.gone"].type,parentSchema:schema91.properties["ipv4.gone"],data:data57};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
if(data["metric.prometheus"] !== undefined){
let data60 = data["metric.prometheus"];
if(data60 && typeof data60 == "object" && !Array.isArray(data60)){
if(data60.url === undefined){
const err132 = {instancePath:instancePath+"/metric.prometheus",schemaPath:"#/properties/metric.prometheus/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema91.properties["metric.prometheus"].required,parentSchema:schema91.properties["metric.prometheus"],data:data60};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if(data60.query === undefined){
const err133 = {instancePath:instancePath+"/metric.prometheus",schemaPath:"#/properties/metric.prometheus/required",keyword:"required",params:{missingProperty: "query"},message:"must have required property '"+"query"+"'",schema:schema91.properties["metric.prometheus"].required,parentSchema:schema91.properties["metric.prometheus"],data:data60};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
for(const key27 in data60){
if(!(((((((key27 === "url") || (key27 === "query")) || (key27 === "above")) || (key27 === "below")) || (key27 === "from")) || (key27 === "for")) || (key27 === "no_data"))){
const err134 = {instancePath:instancePath+"/metric.prometheus",schemaPath:"#/properties/metric.prometheus/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["metric.prometheus"],data:data60};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
if(data60.url !== undefined){
let data61 = data60.url;
if(typeof data61 === "string"){
if(!pattern16.test(data61)){
const err135 = {instancePath:instancePath+"/metric.prometheus/url",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema59,data:data61};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
else {
const err136 = {instancePath:instancePath+"/metric.prometheus/url",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema59.type,parentSchema:schema59,data:data61};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
}
if(data60.query !== undefined){
let data62 = data60.query;
if(typeof data62 === "string"){
if(func3(data62) < 1){
const err137 = {instancePath:instancePath+"/metric.prometheus/query",schemaPath:"#/properties/metric.prometheus/properties/query/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["metric.prometheus"].properties.query,data:data62};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
else {
const err138 = {instancePath:instancePath+"/metric.prometheus/query",schemaPath:"#/properties/metric.prometheus/properties/query/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["metric.prometheus"].properties.query.type,parentSchema:schema91.properties["metric.prometheus"].properties.query,data:data62};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
}
if(data60.above !== undefined){
let data63 = data60.above;
if(!((typeof data63 == "number") && (isFinite(data63)))){
const err139 = {instancePath:instancePath+"/metric.prometheus/above",schemaPath:"#/properties/metric.prometheus/properties/above/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema91.properties["metric.prometheus"].properties.above.type,parentSchema:schema91.properties["metric.prometheus"].properties.above,data:data63};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
if(data60.below !== undefined){
let data64 = data60.below;
if(!((typeof data64 == "number") && (isFinite(data64)))){
const err140 = {instancePath:instancePath+"/metric.prometheus/below",schemaPath:"#/properties/metric.prometheus/properties/below/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema91.properties["metric.prometheus"].properties.below.type,parentSchema:schema91.properties["metric.prometheus"].properties.below,data:data64};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
if(data60.from !== undefined){
let data65 = data60.from;
if(Array.isArray(data65)){
if(data65.length < 1){
const err141 = {instancePath:instancePath+"/metric.prometheus/from",schemaPath:"#/properties/metric.prometheus/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema91.properties["metric.prometheus"].properties.from,data:data65};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
const len3 = data65.length;
for(let i3=0; i3<len3; i3++){
let data66 = data65[i3];
if(typeof data66 === "string"){
if(func3(data66) < 1){
const err142 = {instancePath:instancePath+"/metric.prometheus/from/" + i3,schemaPath:"#/properties/metric.prometheus/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["metric.prometheus"].properties.from.items,data:data66};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
else {
const err143 = {instancePath:instancePath+"/metric.prometheus/from/" + i3,schemaPath:"#/properties/metric.prometheus/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["metric.prometheus"].properties.from.items.type,parentSchema:schema91.properties["metric.prometheus"].properties.from.items,data:data66};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
}
else {
const err144 = {instancePath:instancePath+"/metric.prometheus/from",schemaPath:"#/properties/metric.prometheus/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema91.properties["metric.prometheus"].properties.from.type,parentSchema:schema91.properties["metric.prometheus"].properties.from,data:data65};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
if(data60.for !== undefined){
let data67 = data60.for;
if(typeof data67 === "string"){
if(!pattern12.test(data67)){
const err145 = {instancePath:instancePath+"/metric.prometheus/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data67};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
else {
const err146 = {instancePath:instancePath+"/metric.prometheus/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data67};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
if(data60.no_data !== undefined){
let data68 = data60.no_data;
if(!(((data68 === "hold") || (data68 === "fail")) || (data68 === "pass"))){
const err147 = {instancePath:instancePath+"/metric.prometheus/no_data",schemaPath:"#/properties/metric.prometheus/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema91.properties["metric.prometheus"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["metric.prometheus"].properties.no_data.enum,parentSchema:schema91.properties["metric.prometheus"].properties.no_data,data:data68};
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
else {
const err148 = {instancePath:instancePath+"/metric.prometheus",schemaPath:"#/properties/metric.prometheus/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["metric.prometheus"].type,parentSchema:schema91.properties["metric.prometheus"],data:data60};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
if(data["metric.http"] !== undefined){
let data69 = data["metric.http"];
if(data69 && typeof data69 == "object" && !Array.isArray(data69)){
if(data69.url === undefined){
const err149 = {instancePath:instancePath+"/metric.http",schemaPath:"#/properties/metric.http/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema91.properties["metric.http"].required,parentSchema:schema91.properties["metric.http"],data:data69};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
for(const key28 in data69){
if(!(((((((key28 === "url") || (key28 === "status")) || (key28 === "body")) || (key28 === "family")) || (key28 === "from")) || (key28 === "for")) || (key28 === "no_data"))){
const err150 = {instancePath:instancePath+"/metric.http",schemaPath:"#/properties/metric.http/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["metric.http"],data:data69};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
if(data69.url !== undefined){
let data70 = data69.url;
if(typeof data70 === "string"){
if(!pattern16.test(data70)){
const err151 = {instancePath:instancePath+"/metric.http/url",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema59,data:data70};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
else {
const err152 = {instancePath:instancePath+"/metric.http/url",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema59.type,parentSchema:schema59,data:data70};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
if(data69.status !== undefined){
let data71 = data69.status;
if(!(((typeof data71 == "number") && (!(data71 % 1) && !isNaN(data71))) && (isFinite(data71)))){
const err153 = {instancePath:instancePath+"/metric.http/status",schemaPath:"#/properties/metric.http/properties/status/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema91.properties["metric.http"].properties.status.type,parentSchema:schema91.properties["metric.http"].properties.status,data:data71};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if((typeof data71 == "number") && (isFinite(data71))){
if(data71 > 599 || isNaN(data71)){
const err154 = {instancePath:instancePath+"/metric.http/status",schemaPath:"#/properties/metric.http/properties/status/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},message:"must be <= 599",schema:599,parentSchema:schema91.properties["metric.http"].properties.status,data:data71};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(data71 < 100 || isNaN(data71)){
const err155 = {instancePath:instancePath+"/metric.http/status",schemaPath:"#/properties/metric.http/properties/status/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},message:"must be >= 100",schema:100,parentSchema:schema91.properties["metric.http"].properties.status,data:data71};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
}
if(data69.body !== undefined){
let data72 = data69.body;
if(typeof data72 === "string"){
if(func3(data72) < 1){
const err156 = {instancePath:instancePath+"/metric.http/body",schemaPath:"#/properties/metric.http/properties/body/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["metric.http"].properties.body,data:data72};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
else {
const err157 = {instancePath:instancePath+"/metric.http/body",schemaPath:"#/properties/metric.http/properties/body/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["metric.http"].properties.body.type,parentSchema:schema91.properties["metric.http"].properties.body,data:data72};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
if(data69.family !== undefined){
let data73 = data69.family;
if(!((data73 === 4) || (data73 === 6))){
const err158 = {instancePath:instancePath+"/metric.http/family",schemaPath:"#/properties/metric.http/properties/family/enum",keyword:"enum",params:{allowedValues: schema91.properties["metric.http"].properties.family.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["metric.http"].properties.family.enum,parentSchema:schema91.properties["metric.http"].properties.family,data:data73};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
}
if(data69.from !== undefined){
let data74 = data69.from;
if(Array.isArray(data74)){
if(data74.length < 1){
const err159 = {instancePath:instancePath+"/metric.http/from",schemaPath:"#/properties/metric.http/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema91.properties["metric.http"].properties.from,data:data74};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
const len4 = data74.length;
for(let i4=0; i4<len4; i4++){
let data75 = data74[i4];
if(typeof data75 === "string"){
if(func3(data75) < 1){
const err160 = {instancePath:instancePath+"/metric.http/from/" + i4,schemaPath:"#/properties/metric.http/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["metric.http"].properties.from.items,data:data75};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
else {
const err161 = {instancePath:instancePath+"/metric.http/from/" + i4,schemaPath:"#/properties/metric.http/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["metric.http"].properties.from.items.type,parentSchema:schema91.properties["metric.http"].properties.from.items,data:data75};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
}
else {
const err162 = {instancePath:instancePath+"/metric.http/from",schemaPath:"#/properties/metric.http/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema91.properties["metric.http"].properties.from.type,parentSchema:schema91.properties["metric.http"].properties.from,data:data74};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
}
if(data69.for !== undefined){
let data76 = data69.for;
if(typeof data76 === "string"){
if(!pattern12.test(data76)){
const err163 = {instancePath:instancePath+"/metric.http/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data76};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
else {
const err164 = {instancePath:instancePath+"/metric.http/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data76};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
if(data69.no_data !== undefined){
let data77 = data69.no_data;
if(!(((data77 === "hold") || (data77 === "fail")) || (data77 === "pass"))){
const err165 = {instancePath:instancePath+"/metric.http/no_data",schemaPath:"#/properties/metric.http/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema91.properties["metric.http"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["metric.http"].properties.no_data.enum,parentSchema:schema91.properties["metric.http"].properties.no_data,data:data77};
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
const err166 = {instancePath:instancePath+"/metric.http",schemaPath:"#/properties/metric.http/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["metric.http"].type,parentSchema:schema91.properties["metric.http"],data:data69};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
if(data["metric.command"] !== undefined){
let data78 = data["metric.command"];
if(data78 && typeof data78 == "object" && !Array.isArray(data78)){
if(data78.run === undefined){
const err167 = {instancePath:instancePath+"/metric.command",schemaPath:"#/properties/metric.command/required",keyword:"required",params:{missingProperty: "run"},message:"must have required property '"+"run"+"'",schema:schema91.properties["metric.command"].required,parentSchema:schema91.properties["metric.command"],data:data78};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
for(const key29 in data78){
if(!((((((key29 === "run") || (key29 === "above")) || (key29 === "below")) || (key29 === "from")) || (key29 === "for")) || (key29 === "no_data"))){
const err168 = {instancePath:instancePath+"/metric.command",schemaPath:"#/properties/metric.command/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["metric.command"],data:data78};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
if(data78.run !== undefined){
let data79 = data78.run;
if(Array.isArray(data79)){
if(data79.length < 1){
const err169 = {instancePath:instancePath+"/metric.command/run",schemaPath:"#/properties/metric.command/properties/run/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema91.properties["metric.command"].properties.run,data:data79};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
const len5 = data79.length;
for(let i5=0; i5<len5; i5++){
let data80 = data79[i5];
if(typeof data80 !== "string"){
const err170 = {instancePath:instancePath+"/metric.command/run/" + i5,schemaPath:"#/properties/metric.command/properties/run/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["metric.command"].properties.run.items.type,parentSchema:schema91.properties["metric.command"].properties.run.items,data:data80};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
}
else {
const err171 = {instancePath:instancePath+"/metric.command/run",schemaPath:"#/properties/metric.command/properties/run/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema91.properties["metric.command"].properties.run.type,parentSchema:schema91.properties["metric.command"].properties.run,data:data79};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
if(data78.above !== undefined){
let data81 = data78.above;
if(!((typeof data81 == "number") && (isFinite(data81)))){
const err172 = {instancePath:instancePath+"/metric.command/above",schemaPath:"#/properties/metric.command/properties/above/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema91.properties["metric.command"].properties.above.type,parentSchema:schema91.properties["metric.command"].properties.above,data:data81};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
if(data78.below !== undefined){
let data82 = data78.below;
if(!((typeof data82 == "number") && (isFinite(data82)))){
const err173 = {instancePath:instancePath+"/metric.command/below",schemaPath:"#/properties/metric.command/properties/below/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema91.properties["metric.command"].properties.below.type,parentSchema:schema91.properties["metric.command"].properties.below,data:data82};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
}
if(data78.from !== undefined){
let data83 = data78.from;
if(Array.isArray(data83)){
if(data83.length < 1){
const err174 = {instancePath:instancePath+"/metric.command/from",schemaPath:"#/properties/metric.command/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema91.properties["metric.command"].properties.from,data:data83};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
const len6 = data83.length;
for(let i6=0; i6<len6; i6++){
let data84 = data83[i6];
if(typeof data84 === "string"){
if(func3(data84) < 1){
const err175 = {instancePath:instancePath+"/metric.command/from/" + i6,schemaPath:"#/properties/metric.command/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["metric.command"].properties.from.items,data:data84};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
else {
const err176 = {instancePath:instancePath+"/metric.command/from/" + i6,schemaPath:"#/properties/metric.command/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["metric.command"].properties.from.items.type,parentSchema:schema91.properties["metric.command"].properties.from.items,data:data84};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
}
else {
const err177 = {instancePath:instancePath+"/metric.command/from",schemaPath:"#/properties/metric.command/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema91.properties["metric.command"].properties.from.type,parentSchema:schema91.properties["metric.command"].properties.from,data:data83};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data78.for !== undefined){
let data85 = data78.for;
if(typeof data85 === "string"){
if(!pattern12.test(data85)){
const err178 = {instancePath:instancePath+"/metric.command/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data85};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
else {
const err179 = {instancePath:instancePath+"/metric.command/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data85};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
if(data78.no_data !== undefined){
let data86 = data78.no_data;
if(!(((data86 === "hold") || (data86 === "fail")) || (data86 === "pass"))){
const err180 = {instancePath:instancePath+"/metric.command/no_data",schemaPath:"#/properties/metric.command/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema91.properties["metric.command"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["metric.command"].properties.no_data.enum,parentSchema:schema91.properties["metric.command"].properties.no_data,data:data86};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
}
else {
const err181 = {instancePath:instancePath+"/metric.command",schemaPath:"#/properties/metric.command/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["metric.command"].type,parentSchema:schema91.properties["metric.command"],data:data78};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
if(data["metric.smtp"] !== undefined){
let data87 = data["metric.smtp"];
if(data87 && typeof data87 == "object" && !Array.isArray(data87)){
if(data87.server === undefined){
const err182 = {instancePath:instancePath+"/metric.smtp",schemaPath:"#/properties/metric.smtp/required",keyword:"required",params:{missingProperty: "server"},message:"must have required property '"+"server"+"'",schema:schema91.properties["metric.smtp"].required,parentSchema:schema91.properties["metric.smtp"],data:data87};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
for(const key30 in data87){
if(!((((((key30 === "server") || (key30 === "starttls")) || (key30 === "family")) || (key30 === "from")) || (key30 === "for")) || (key30 === "no_data"))){
const err183 = {instancePath:instancePath+"/metric.smtp",schemaPath:"#/properties/metric.smtp/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["metric.smtp"],data:data87};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
if(data87.server !== undefined){
let data88 = data87.server;
if(typeof data88 === "string"){
if(!pattern46.test(data88)){
const err184 = {instancePath:instancePath+"/metric.smtp/server",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema63,data:data88};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
else {
const err185 = {instancePath:instancePath+"/metric.smtp/server",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema63.type,parentSchema:schema63,data:data88};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
}
if(data87.starttls !== undefined){
let data89 = data87.starttls;
if(typeof data89 !== "boolean"){
const err186 = {instancePath:instancePath+"/metric.smtp/starttls",schemaPath:"#/properties/metric.smtp/properties/starttls/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema91.properties["metric.smtp"].properties.starttls.type,parentSchema:schema91.properties["metric.smtp"].properties.starttls,data:data89};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data87.family !== undefined){
let data90 = data87.family;
if(!((data90 === 4) || (data90 === 6))){
const err187 = {instancePath:instancePath+"/metric.smtp/family",schemaPath:"#/properties/metric.smtp/properties/family/enum",keyword:"enum",params:{allowedValues: schema91.properties["metric.smtp"].properties.family.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["metric.smtp"].properties.family.enum,parentSchema:schema91.properties["metric.smtp"].properties.family,data:data90};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
if(data87.from !== undefined){
let data91 = data87.from;
if(Array.isArray(data91)){
if(data91.length < 1){
const err188 = {instancePath:instancePath+"/metric.smtp/from",schemaPath:"#/properties/metric.smtp/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema91.properties["metric.smtp"].properties.from,data:data91};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
const len7 = data91.length;
for(let i7=0; i7<len7; i7++){
let data92 = data91[i7];
if(typeof data92 === "string"){
if(func3(data92) < 1){
const err189 = {instancePath:instancePath+"/metric.smtp/from/" + i7,schemaPath:"#/properties/metric.smtp/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["metric.smtp"].properties.from.items,data:data92};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
else {
const err190 = {instancePath:instancePath+"/metric.smtp/from/" + i7,schemaPath:"#/properties/metric.smtp/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["metric.smtp"].properties.from.items.type,parentSchema:schema91.properties["metric.smtp"].properties.from.items,data:data92};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
}
else {
const err191 = {instancePath:instancePath+"/metric.smtp/from",schemaPath:"#/properties/metric.smtp/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema91.properties["metric.smtp"].properties.from.type,parentSchema:schema91.properties["metric.smtp"].properties.from,data:data91};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
if(data87.for !== undefined){
let data93 = data87.for;
if(typeof data93 === "string"){
if(!pattern12.test(data93)){
const err192 = {instancePath:instancePath+"/metric.smtp/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data93};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
else {
const err193 = {instancePath:instancePath+"/metric.smtp/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data93};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
if(data87.no_data !== undefined){
let data94 = data87.no_data;
if(!(((data94 === "hold") || (data94 === "fail")) || (data94 === "pass"))){
const err194 = {instancePath:instancePath+"/metric.smtp/no_data",schemaPath:"#/properties/metric.smtp/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema91.properties["metric.smtp"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["metric.smtp"].properties.no_data.enum,parentSchema:schema91.properties["metric.smtp"].properties.no_data,data:data94};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
}
else {
const err195 = {instancePath:instancePath+"/metric.smtp",schemaPath:"#/properties/metric.smtp/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["metric.smtp"].type,parentSchema:schema91.properties["metric.smtp"],data:data87};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
}
}
if(data["metric.tcp"] !== undefined){
let data95 = data["metric.tcp"];
if(data95 && typeof data95 == "object" && !Array.isArray(data95)){
if(data95.server === undefined){
const err196 = {instancePath:instancePath+"/metric.tcp",schemaPath:"#/properties/metric.tcp/required",keyword:"required",params:{missingProperty: "server"},message:"must have required property '"+"server"+"'",schema:schema91.properties["metric.tcp"].required,parentSchema:schema91.properties["metric.tcp"],data:data95};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
for(const key31 in data95){
if(!(((((key31 === "server") || (key31 === "family")) || (key31 === "from")) || (key31 === "for")) || (key31 === "no_data"))){
const err197 = {instancePath:instancePath+"/metric.tcp",schemaPath:"#/properties/metric.tcp/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key31},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["metric.tcp"],data:data95};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
}
if(data95.server !== undefined){
let data96 = data95.server;
if(typeof data96 === "string"){
if(!pattern46.test(data96)){
const err198 = {instancePath:instancePath+"/metric.tcp/server",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema63,data:data96};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
else {
const err199 = {instancePath:instancePath+"/metric.tcp/server",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema63.type,parentSchema:schema63,data:data96};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
if(data95.family !== undefined){
let data97 = data95.family;
if(!((data97 === 4) || (data97 === 6))){
const err200 = {instancePath:instancePath+"/metric.tcp/family",schemaPath:"#/properties/metric.tcp/properties/family/enum",keyword:"enum",params:{allowedValues: schema91.properties["metric.tcp"].properties.family.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["metric.tcp"].properties.family.enum,parentSchema:schema91.properties["metric.tcp"].properties.family,data:data97};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
}
if(data95.from !== undefined){
let data98 = data95.from;
if(Array.isArray(data98)){
if(data98.length < 1){
const err201 = {instancePath:instancePath+"/metric.tcp/from",schemaPath:"#/properties/metric.tcp/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema91.properties["metric.tcp"].properties.from,data:data98};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
const len8 = data98.length;
for(let i8=0; i8<len8; i8++){
let data99 = data98[i8];
if(typeof data99 === "string"){
if(func3(data99) < 1){
const err202 = {instancePath:instancePath+"/metric.tcp/from/" + i8,schemaPath:"#/properties/metric.tcp/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["metric.tcp"].properties.from.items,data:data99};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
else {
const err203 = {instancePath:instancePath+"/metric.tcp/from/" + i8,schemaPath:"#/properties/metric.tcp/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["metric.tcp"].properties.from.items.type,parentSchema:schema91.properties["metric.tcp"].properties.from.items,data:data99};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
}
else {
const err204 = {instancePath:instancePath+"/metric.tcp/from",schemaPath:"#/properties/metric.tcp/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema91.properties["metric.tcp"].properties.from.type,parentSchema:schema91.properties["metric.tcp"].properties.from,data:data98};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
if(data95.for !== undefined){
let data100 = data95.for;
if(typeof data100 === "string"){
if(!pattern12.test(data100)){
const err205 = {instancePath:instancePath+"/metric.tcp/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data100};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
}
else {
const err206 = {instancePath:instancePath+"/metric.tcp/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data100};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
if(data95.no_data !== undefined){
let data101 = data95.no_data;
if(!(((data101 === "hold") || (data101 === "fail")) || (data101 === "pass"))){
const err207 = {instancePath:instancePath+"/metric.tcp/no_data",schemaPath:"#/properties/metric.tcp/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema91.properties["metric.tcp"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["metric.tcp"].properties.no_data.enum,parentSchema:schema91.properties["metric.tcp"].properties.no_data,data:data101};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
}
else {
const err208 = {instancePath:instancePath+"/metric.tcp",schemaPath:"#/properties/metric.tcp/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["metric.tcp"].type,parentSchema:schema91.properties["metric.tcp"],data:data95};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
}
}
if(data["metric.tls"] !== undefined){
let data102 = data["metric.tls"];
if(data102 && typeof data102 == "object" && !Array.isArray(data102)){
if(data102.server === undefined){
const err209 = {instancePath:instancePath+"/metric.tls",schemaPath:"#/properties/metric.tls/required",keyword:"required",params:{missingProperty: "server"},message:"must have required property '"+"server"+"'",schema:schema91.properties["metric.tls"].required,parentSchema:schema91.properties["metric.tls"],data:data102};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
for(const key32 in data102){
if(!((((((((key32 === "server") || (key32 === "name")) || (key32 === "days")) || (key32 === "any_issuer")) || (key32 === "family")) || (key32 === "from")) || (key32 === "for")) || (key32 === "no_data"))){
const err210 = {instancePath:instancePath+"/metric.tls",schemaPath:"#/properties/metric.tls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key32},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["metric.tls"],data:data102};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
if(data102.server !== undefined){
let data103 = data102.server;
if(typeof data103 === "string"){
if(!pattern46.test(data103)){
const err211 = {instancePath:instancePath+"/metric.tls/server",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema63,data:data103};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
}
else {
const err212 = {instancePath:instancePath+"/metric.tls/server",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema63.type,parentSchema:schema63,data:data103};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
if(data102.name !== undefined){
let data104 = data102.name;
if(typeof data104 === "string"){
if(func3(data104) > 254){
const err213 = {instancePath:instancePath+"/metric.tls/name",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data104};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
if(!pattern49.test(data104)){
const err214 = {instancePath:instancePath+"/metric.tls/name",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data104};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
else {
const err215 = {instancePath:instancePath+"/metric.tls/name",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data104};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
if(data102.days !== undefined){
let data105 = data102.days;
if(!(((typeof data105 == "number") && (!(data105 % 1) && !isNaN(data105))) && (isFinite(data105)))){
const err216 = {instancePath:instancePath+"/metric.tls/days",schemaPath:"#/properties/metric.tls/properties/days/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema91.properties["metric.tls"].properties.days.type,parentSchema:schema91.properties["metric.tls"].properties.days,data:data105};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
if((typeof data105 == "number") && (isFinite(data105))){
if(data105 < 0 || isNaN(data105)){
const err217 = {instancePath:instancePath+"/metric.tls/days",schemaPath:"#/properties/metric.tls/properties/days/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema91.properties["metric.tls"].properties.days,data:data105};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
}
}
if(data102.any_issuer !== undefined){
let data106 = data102.any_issuer;
if(typeof data106 !== "boolean"){
const err218 = {instancePath:instancePath+"/metric.tls/any_issuer",schemaPath:"#/properties/metric.tls/properties/any_issuer/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema91.properties["metric.tls"].properties.any_issuer.type,parentSchema:schema91.properties["metric.tls"].properties.any_issuer,data:data106};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
}
if(data102.family !== undefined){
let data107 = data102.family;
if(!((data107 === 4) || (data107 === 6))){
const err219 = {instancePath:instancePath+"/metric.tls/family",schemaPath:"#/properties/metric.tls/properties/family/enum",keyword:"enum",params:{allowedValues: schema91.properties["metric.tls"].properties.family.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["metric.tls"].properties.family.enum,parentSchema:schema91.properties["metric.tls"].properties.family,data:data107};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
if(data102.from !== undefined){
let data108 = data102.from;
if(Array.isArray(data108)){
if(data108.length < 1){
const err220 = {instancePath:instancePath+"/metric.tls/from",schemaPath:"#/properties/metric.tls/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema91.properties["metric.tls"].properties.from,data:data108};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
const len9 = data108.length;
for(let i9=0; i9<len9; i9++){
let data109 = data108[i9];
if(typeof data109 === "string"){
if(func3(data109) < 1){
const err221 = {instancePath:instancePath+"/metric.tls/from/" + i9,schemaPath:"#/properties/metric.tls/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["metric.tls"].properties.from.items,data:data109};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
else {
const err222 = {instancePath:instancePath+"/metric.tls/from/" + i9,schemaPath:"#/properties/metric.tls/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["metric.tls"].properties.from.items.type,parentSchema:schema91.properties["metric.tls"].properties.from.items,data:data109};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
}
else {
const err223 = {instancePath:instancePath+"/metric.tls/from",schemaPath:"#/properties/metric.tls/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema91.properties["metric.tls"].properties.from.type,parentSchema:schema91.properties["metric.tls"].properties.from,data:data108};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
if(data102.for !== undefined){
let data110 = data102.for;
if(typeof data110 === "string"){
if(!pattern12.test(data110)){
const err224 = {instancePath:instancePath+"/metric.tls/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data110};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
else {
const err225 = {instancePath:instancePath+"/metric.tls/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data110};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
if(data102.no_data !== undefined){
let data111 = data102.no_data;
if(!(((data111 === "hold") || (data111 === "fail")) || (data111 === "pass"))){
const err226 = {instancePath:instancePath+"/metric.tls/no_data",schemaPath:"#/properties/metric.tls/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema91.properties["metric.tls"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["metric.tls"].properties.no_data.enum,parentSchema:schema91.properties["metric.tls"].properties.no_data,data:data111};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
}
}
else {
const err227 = {instancePath:instancePath+"/metric.tls",schemaPath:"#/properties/metric.tls/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["metric.tls"].type,parentSchema:schema91.properties["metric.tls"],data:data102};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
}
if(data["metric.dns"] !== undefined){
let data112 = data["metric.dns"];
if(data112 && typeof data112 == "object" && !Array.isArray(data112)){
if(data112.server === undefined){
const err228 = {instancePath:instancePath+"/metric.dns",schemaPath:"#/properties/metric.dns/required",keyword:"required",params:{missingProperty: "server"},message:"must have required property '"+"server"+"'",schema:schema91.properties["metric.dns"].required,parentSchema:schema91.properties["metric.dns"],data:data112};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
if(data112.name === undefined){
const err229 = {instancePath:instancePath+"/metric.dns",schemaPath:"#/properties/metric.dns/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema91.properties["metric.dns"].required,parentSchema:schema91.properties["metric.dns"],data:data112};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
for(const key33 in data112){
if(!(((((((key33 === "server") || (key33 === "name")) || (key33 === "type")) || (key33 === "answer")) || (key33 === "from")) || (key33 === "for")) || (key33 === "no_data"))){
const err230 = {instancePath:instancePath+"/metric.dns",schemaPath:"#/properties/metric.dns/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key33},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["metric.dns"],data:data112};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
if(data112.server !== undefined){
let data113 = data112.server;
if(typeof data113 === "string"){
if(func3(data113) < 1){
const err231 = {instancePath:instancePath+"/metric.dns/server",schemaPath:"#/properties/metric.dns/properties/server/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["metric.dns"].properties.server,data:data113};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
}
else {
const err232 = {instancePath:instancePath+"/metric.dns/server",schemaPath:"#/properties/metric.dns/properties/server/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["metric.dns"].properties.server.type,parentSchema:schema91.properties["metric.dns"].properties.server,data:data113};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
if(data112.name !== undefined){
let data114 = data112.name;
if(typeof data114 === "string"){
if(func3(data114) > 254){
const err233 = {instancePath:instancePath+"/metric.dns/name",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data114};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
if(!pattern49.test(data114)){
const err234 = {instancePath:instancePath+"/metric.dns/name",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data114};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
}
}
else {
const err235 = {instancePath:instancePath+"/metric.dns/name",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data114};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
if(data112.type !== undefined){
let data115 = data112.type;
if(!((((((data115 === "A") || (data115 === "AAAA")) || (data115 === "PTR")) || (data115 === "TXT")) || (data115 === "MX")) || (data115 === "NS"))){
const err236 = {instancePath:instancePath+"/metric.dns/type",schemaPath:"#/properties/metric.dns/properties/type/enum",keyword:"enum",params:{allowedValues: schema91.properties["metric.dns"].properties.type.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["metric.dns"].properties.type.enum,parentSchema:schema91.properties["metric.dns"].properties.type,data:data115};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
if(data112.answer !== undefined){
let data116 = data112.answer;
if(typeof data116 === "string"){
if(func3(data116) < 1){
const err237 = {instancePath:instancePath+"/metric.dns/answer",schemaPath:"#/properties/metric.dns/properties/answer/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["metric.dns"].properties.answer,data:data116};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
}
else {
const err238 = {instancePath:instancePath+"/metric.dns/answer",schemaPath:"#/properties/metric.dns/properties/answer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["metric.dns"].properties.answer.type,parentSchema:schema91.properties["metric.dns"].properties.answer,data:data116};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
}
if(data112.from !== undefined){
let data117 = data112.from;
if(Array.isArray(data117)){
if(data117.length < 1){
const err239 = {instancePath:instancePath+"/metric.dns/from",schemaPath:"#/properties/metric.dns/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema91.properties["metric.dns"].properties.from,data:data117};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
const len10 = data117.length;
for(let i10=0; i10<len10; i10++){
let data118 = data117[i10];
if(typeof data118 === "string"){
if(func3(data118) < 1){
const err240 = {instancePath:instancePath+"/metric.dns/from/" + i10,schemaPath:"#/properties/metric.dns/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties["metric.dns"].properties.from.items,data:data118};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
else {
const err241 = {instancePath:instancePath+"/metric.dns/from/" + i10,schemaPath:"#/properties/metric.dns/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties["metric.dns"].properties.from.items.type,parentSchema:schema91.properties["metric.dns"].properties.from.items,data:data118};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
}
}
else {
const err242 = {instancePath:instancePath+"/metric.dns/from",schemaPath:"#/properties/metric.dns/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema91.properties["metric.dns"].properties.from.type,parentSchema:schema91.properties["metric.dns"].properties.from,data:data117};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
}
if(data112.for !== undefined){
let data119 = data112.for;
if(typeof data119 === "string"){
if(!pattern12.test(data119)){
const err243 = {instancePath:instancePath+"/metric.dns/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data119};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
else {
const err244 = {instancePath:instancePath+"/metric.dns/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data119};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
}
if(data112.no_data !== undefined){
let data120 = data112.no_data;
if(!(((data120 === "hold") || (data120 === "fail")) || (data120 === "pass"))){
const err245 = {instancePath:instancePath+"/metric.dns/no_data",schemaPath:"#/properties/metric.dns/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema91.properties["metric.dns"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema91.properties["metric.dns"].properties.no_data.enum,parentSchema:schema91.properties["metric.dns"].properties.no_data,data:data120};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
}
}
else {
const err246 = {instancePath:instancePath+"/metric.dns",schemaPath:"#/properties/metric.dns/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["metric.dns"].type,parentSchema:schema91.properties["metric.dns"],data:data112};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
}
if(data["records.aaaa"] !== undefined){
let data121 = data["records.aaaa"];
if(data121 && typeof data121 == "object" && !Array.isArray(data121)){
for(const key34 in data121){
if(!(key34 === "within")){
const err247 = {instancePath:instancePath+"/records.aaaa",schemaPath:"#/properties/records.aaaa/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key34},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["records.aaaa"],data:data121};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
}
if(data121.within !== undefined){
let data122 = data121.within;
if(typeof data122 === "string"){
if(!pattern12.test(data122)){
const err248 = {instancePath:instancePath+"/records.aaaa/within",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data122};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
else {
const err249 = {instancePath:instancePath+"/records.aaaa/within",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data122};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
}
else {
const err250 = {instancePath:instancePath+"/records.aaaa",schemaPath:"#/properties/records.aaaa/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["records.aaaa"].type,parentSchema:schema91.properties["records.aaaa"],data:data121};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
}
if(data["records.expired"] !== undefined){
let data123 = data["records.expired"];
if(data123 && typeof data123 == "object" && !Array.isArray(data123)){
for(const key35 in data123){
const err251 = {instancePath:instancePath+"/records.expired",schemaPath:"#/properties/records.expired/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key35},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties["records.expired"],data:data123};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
else {
const err252 = {instancePath:instancePath+"/records.expired",schemaPath:"#/properties/records.expired/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties["records.expired"].type,parentSchema:schema91.properties["records.expired"],data:data123};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
if(data.own !== undefined){
let data124 = data.own;
if(data124 && typeof data124 == "object" && !Array.isArray(data124)){
if(data124.file === undefined){
const err253 = {instancePath:instancePath+"/own",schemaPath:"#/properties/own/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema91.properties.own.required,parentSchema:schema91.properties.own,data:data124};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
for(const key36 in data124){
if(!((key36 === "file") || (key36 === "args"))){
const err254 = {instancePath:instancePath+"/own",schemaPath:"#/properties/own/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key36},message:"must NOT have additional properties",schema:false,parentSchema:schema91.properties.own,data:data124};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
if(data124.file !== undefined){
let data125 = data124.file;
if(typeof data125 === "string"){
if(func3(data125) < 1){
const err255 = {instancePath:instancePath+"/own/file",schemaPath:"#/properties/own/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema91.properties.own.properties.file,data:data125};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
}
else {
const err256 = {instancePath:instancePath+"/own/file",schemaPath:"#/properties/own/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema91.properties.own.properties.file.type,parentSchema:schema91.properties.own.properties.file,data:data125};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
}
if(data124.args !== undefined){
let data126 = data124.args;
if(data126 && typeof data126 == "object" && !Array.isArray(data126)){
}
else {
const err257 = {instancePath:instancePath+"/own/args",schemaPath:"#/properties/own/properties/args/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties.own.properties.args.type,parentSchema:schema91.properties.own.properties.args,data:data126};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
}
else {
const err258 = {instancePath:instancePath+"/own",schemaPath:"#/properties/own/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.properties.own.type,parentSchema:schema91.properties.own,data:data124};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
}
}
else {
const err259 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema91.type,parentSchema:schema91,data};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate27.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(typeof data === "string"){
if(func3(data) < 1){
const err0 = {instancePath,schemaPath:"#/$defs/gate_name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema90,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/$defs/gate_name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema90.type,parentSchema:schema90,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
const _errs4 = errors;
if(!(validate28(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate28.errors : vErrors.concat(validate28.errors);
errors = vErrors.length;
}
var _valid0 = _errs4 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var props0 = true;
}
if(!valid0){
const err2 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema89.anyOf,parentSchema:schema89,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
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
validate27.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate27.evaluated = {"dynamicProps":true,"dynamicItems":false};

const schema125 = SCHEMA["$defs"]["service"];
const schema138 = SCHEMA["$defs"]["calendar_date"];
const pattern108 = new RegExp("^[0-9]{1,5}/(tcp|udp)$", "u");
const pattern112 = new RegExp("^[A-Za-z0-9@:._-]+\\.(service|scope|slice)$", "u");
const schema129 = SCHEMA["$defs"]["need"];
const pattern106 = new RegExp("^[A-Za-z0-9][A-Za-z0-9_.-]*:[0-9]{1,5}(/(tcp|udp))?$", "u");

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate32.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
const _errs0 = errors;
let valid0 = false;
const _errs1 = errors;
if(typeof data === "string"){
if(!pattern106.test(data)){
const err0 = {instancePath,schemaPath:"#/anyOf/0/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]*:[0-9]{1,5}(/(tcp|udp))?$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.-]*:[0-9]{1,5}(/(tcp|udp))?$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_.-]*:[0-9]{1,5}(/(tcp|udp))?$",parentSchema:schema129.anyOf[0],data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/anyOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema129.anyOf[0].type,parentSchema:schema129.anyOf[0],data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs1 === errors;
valid0 = valid0 || _valid0;
const _errs3 = errors;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err2 = {instancePath,schemaPath:"#/anyOf/1/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema129.anyOf[1].required,parentSchema:schema129.anyOf[1],data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.port === undefined){
const err3 = {instancePath,schemaPath:"#/anyOf/1/required",keyword:"required",params:{missingProperty: "port"},message:"must have required property '"+"port"+"'",schema:schema129.anyOf[1].required,parentSchema:schema129.anyOf[1],data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(((key0 === "name") || (key0 === "port")) || (key0 === "protocol"))){
const err4 = {instancePath,schemaPath:"#/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema129.anyOf[1],data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func3(data0) > 254){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!pattern49.test(data0)){
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data0};
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
const err7 = {instancePath:instancePath+"/name",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data0};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.port !== undefined){
let data1 = data.port;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err8 = {instancePath:instancePath+"/port",schemaPath:"#/$defs/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.type,parentSchema:schema34,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 65535 || isNaN(data1)){
const err9 = {instancePath:instancePath+"/port",schemaPath:"#/$defs/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema34,data:data1};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err10 = {instancePath:instancePath+"/port",schemaPath:"#/$defs/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema34,data:data1};
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
if(data.protocol !== undefined){
let data2 = data.protocol;
if(!((data2 === "tcp") || (data2 === "udp"))){
const err11 = {instancePath:instancePath+"/protocol",schemaPath:"#/anyOf/1/properties/protocol/enum",keyword:"enum",params:{allowedValues: schema129.anyOf[1].properties.protocol.enum},message:"must be equal to one of the allowed values",schema:schema129.anyOf[1].properties.protocol.enum,parentSchema:schema129.anyOf[1].properties.protocol,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath,schemaPath:"#/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema129.anyOf[1].type,parentSchema:schema129.anyOf[1],data};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
var _valid0 = _errs3 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var props0 = true;
}
if(!valid0){
const err13 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema129.anyOf,parentSchema:schema129,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
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
validate32.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate32.evaluated = {"dynamicProps":true,"dynamicItems":false};

const schema134 = SCHEMA["$defs"]["health"];

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate34.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
const err0 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema134,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "http") || (key0 === "tcp")) || (key0 === "timeout")) || (key0 === "tries"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema134,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.http !== undefined){
let data0 = data.http;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.url === undefined){
const err2 = {instancePath:instancePath+"/http",schemaPath:"#/properties/http/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema134.properties.http.required,parentSchema:schema134.properties.http,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key1 in data0){
if(!((((key1 === "url") || (key1 === "status")) || (key1 === "body")) || (key1 === "insecure"))){
const err3 = {instancePath:instancePath+"/http",schemaPath:"#/properties/http/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema134.properties.http,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data0.url !== undefined){
let data1 = data0.url;
if(typeof data1 === "string"){
if(!pattern16.test(data1)){
const err4 = {instancePath:instancePath+"/http/url",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema59,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/http/url",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema59.type,parentSchema:schema59,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data0.status !== undefined){
let data2 = data0.status;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err6 = {instancePath:instancePath+"/http/status",schemaPath:"#/properties/http/properties/status/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema134.properties.http.properties.status.type,parentSchema:schema134.properties.http.properties.status,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 599 || isNaN(data2)){
const err7 = {instancePath:instancePath+"/http/status",schemaPath:"#/properties/http/properties/status/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},message:"must be <= 599",schema:599,parentSchema:schema134.properties.http.properties.status,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(data2 < 100 || isNaN(data2)){
const err8 = {instancePath:instancePath+"/http/status",schemaPath:"#/properties/http/properties/status/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},message:"must be >= 100",schema:100,parentSchema:schema134.properties.http.properties.status,data:data2};
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
if(data0.body !== undefined){
let data3 = data0.body;
if(typeof data3 === "string"){
if(func3(data3) < 1){
const err9 = {instancePath:instancePath+"/http/body",schemaPath:"#/properties/http/properties/body/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema134.properties.http.properties.body,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/http/body",schemaPath:"#/properties/http/properties/body/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema134.properties.http.properties.body.type,parentSchema:schema134.properties.http.properties.body,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data0.insecure !== undefined){
let data4 = data0.insecure;
if(typeof data4 !== "boolean"){
const err11 = {instancePath:instancePath+"/http/insecure",schemaPath:"#/properties/http/properties/insecure/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema134.properties.http.properties.insecure.type,parentSchema:schema134.properties.http.properties.insecure,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/http",schemaPath:"#/properties/http/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema134.properties.http.type,parentSchema:schema134.properties.http,data:data0};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.tcp !== undefined){
let data5 = data.tcp;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err13 = {instancePath:instancePath+"/tcp",schemaPath:"#/$defs/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.type,parentSchema:schema34,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 65535 || isNaN(data5)){
const err14 = {instancePath:instancePath+"/tcp",schemaPath:"#/$defs/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema34,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data5 < 1 || isNaN(data5)){
const err15 = {instancePath:instancePath+"/tcp",schemaPath:"#/$defs/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema34,data:data5};
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
if(data.timeout !== undefined){
let data6 = data.timeout;
if(typeof data6 === "string"){
if(!pattern12.test(data6)){
const err16 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/timeout",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.tries !== undefined){
let data7 = data.tries;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err18 = {instancePath:instancePath+"/tries",schemaPath:"#/properties/tries/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema134.properties.tries.type,parentSchema:schema134.properties.tries,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 20 || isNaN(data7)){
const err19 = {instancePath:instancePath+"/tries",schemaPath:"#/properties/tries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 20},message:"must be <= 20",schema:20,parentSchema:schema134.properties.tries,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(data7 < 1 || isNaN(data7)){
const err20 = {instancePath:instancePath+"/tries",schemaPath:"#/properties/tries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema134.properties.tries,data:data7};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
}
else {
const err21 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema134.type,parentSchema:schema134,data};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}
validate34.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const formats28 = FORMATS.ipv4;
const formats30 = FORMATS.date;

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate31.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.hosts === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "hosts"},message:"must have required property '"+"hosts"+"'",schema:schema125.required,parentSchema:schema125,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.target === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "target"},message:"must have required property '"+"target"+"'",schema:schema125.required,parentSchema:schema125,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema125.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema125,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.hosts !== undefined){
let data0 = data.hosts;
if(Array.isArray(data0)){
if(data0.length < 1){
const err3 = {instancePath:instancePath+"/hosts",schemaPath:"#/properties/hosts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema125.properties.hosts,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 === "string"){
if(!pattern9.test(data1)){
const err4 = {instancePath:instancePath+"/hosts/" + i0,schemaPath:"#/$defs/host/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"},message:"must match pattern \""+"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"+"\"",schema:"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",parentSchema:schema41,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/hosts/" + i0,schemaPath:"#/$defs/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data1};
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
const err6 = {instancePath:instancePath+"/hosts",schemaPath:"#/properties/hosts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema125.properties.hosts.type,parentSchema:schema125.properties.hosts,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.target !== undefined){
let data2 = data.target;
if(!(((data2 === "dual-stack") || (data2 === "ipv6-preferred")) || (data2 === "ipv6-only"))){
const err7 = {instancePath:instancePath+"/target",schemaPath:"#/properties/target/enum",keyword:"enum",params:{allowedValues: schema125.properties.target.enum},message:"must be equal to one of the allowed values",schema:schema125.properties.target.enum,parentSchema:schema125.properties.target,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.names !== undefined){
let data3 = data.names;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(!((key1 === "public") || (key1 === "internal"))){
const err8 = {instancePath:instancePath+"/names",schemaPath:"#/properties/names/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema125.properties.names,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data3.public !== undefined){
let data4 = data3.public;
if(Array.isArray(data4)){
const len1 = data4.length;
for(let i1=0; i1<len1; i1++){
let data5 = data4[i1];
if(typeof data5 === "string"){
if(func3(data5) > 254){
const err9 = {instancePath:instancePath+"/names/public/" + i1,schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data5};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!pattern49.test(data5)){
const err10 = {instancePath:instancePath+"/names/public/" + i1,schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data5};
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
const err11 = {instancePath:instancePath+"/names/public/" + i1,schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/names/public",schemaPath:"#/properties/names/properties/public/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema125.properties.names.properties.public.type,parentSchema:schema125.properties.names.properties.public,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data3.internal !== undefined){
let data6 = data3.internal;
if(Array.isArray(data6)){
const len2 = data6.length;
for(let i2=0; i2<len2; i2++){
let data7 = data6[i2];
if(typeof data7 === "string"){
if(func3(data7) > 254){
const err13 = {instancePath:instancePath+"/names/internal/" + i2,schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data7};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(!pattern49.test(data7)){
const err14 = {instancePath:instancePath+"/names/internal/" + i2,schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data7};
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
const err15 = {instancePath:instancePath+"/names/internal/" + i2,schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data7};
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
else {
const err16 = {instancePath:instancePath+"/names/internal",schemaPath:"#/properties/names/properties/internal/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema125.properties.names.properties.internal.type,parentSchema:schema125.properties.names.properties.internal,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath:instancePath+"/names",schemaPath:"#/properties/names/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema125.properties.names.type,parentSchema:schema125.properties.names,data:data3};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.needs !== undefined){
let data8 = data.needs;
if(Array.isArray(data8)){
const len3 = data8.length;
for(let i3=0; i3<len3; i3++){
if(!(validate32(data8[i3], {instancePath:instancePath+"/needs/" + i3,parentData:data8,parentDataProperty:i3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
}
else {
const err18 = {instancePath:instancePath+"/needs",schemaPath:"#/properties/needs/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema125.properties.needs.type,parentSchema:schema125.properties.needs,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.after !== undefined){
let data10 = data.after;
if(Array.isArray(data10)){
const len4 = data10.length;
for(let i4=0; i4<len4; i4++){
let data11 = data10[i4];
if(typeof data11 === "string"){
if(func3(data11) < 1){
const err19 = {instancePath:instancePath+"/after/" + i4,schemaPath:"#/properties/after/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema125.properties.after.items,data:data11};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/after/" + i4,schemaPath:"#/properties/after/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema125.properties.after.items.type,parentSchema:schema125.properties.after.items,data:data11};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/after",schemaPath:"#/properties/after/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema125.properties.after.type,parentSchema:schema125.properties.after,data:data10};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.listen !== undefined){
let data12 = data.listen;
if(Array.isArray(data12)){
const len5 = data12.length;
for(let i5=0; i5<len5; i5++){
let data13 = data12[i5];
if(typeof data13 === "string"){
if(!pattern108.test(data13)){
const err22 = {instancePath:instancePath+"/listen/" + i5,schemaPath:"#/properties/listen/items/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,5}/(tcp|udp)$"},message:"must match pattern \""+"^[0-9]{1,5}/(tcp|udp)$"+"\"",schema:"^[0-9]{1,5}/(tcp|udp)$",parentSchema:schema125.properties.listen.items,data:data13};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
else {
const err23 = {instancePath:instancePath+"/listen/" + i5,schemaPath:"#/properties/listen/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema125.properties.listen.items.type,parentSchema:schema125.properties.listen.items,data:data13};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/listen",schemaPath:"#/properties/listen/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema125.properties.listen.type,parentSchema:schema125.properties.listen,data:data12};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.inbound_ipv4 !== undefined){
let data14 = data.inbound_ipv4;
if(!(((data14 === "none") || (data14 === "siit")) || (data14 === "proxy"))){
const err25 = {instancePath:instancePath+"/inbound_ipv4",schemaPath:"#/properties/inbound_ipv4/enum",keyword:"enum",params:{allowedValues: schema125.properties.inbound_ipv4.enum},message:"must be equal to one of the allowed values",schema:schema125.properties.inbound_ipv4.enum,parentSchema:schema125.properties.inbound_ipv4,data:data14};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.inbound !== undefined){
let data15 = data.inbound;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key2 in data15){
if(!((((key2 === "addresses") || (key2 === "client_address")) || (key2 === "to_port")) || (key2 === "sees"))){
const err26 = {instancePath:instancePath+"/inbound",schemaPath:"#/properties/inbound/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema125.properties.inbound,data:data15};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data15.addresses !== undefined){
let data16 = data15.addresses;
if(Array.isArray(data16)){
if(data16.length < 1){
const err27 = {instancePath:instancePath+"/inbound/addresses",schemaPath:"#/properties/inbound/properties/addresses/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema125.properties.inbound.properties.addresses,data:data16};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
const len6 = data16.length;
for(let i6=0; i6<len6; i6++){
let data17 = data16[i6];
if(typeof data17 === "string"){
if(!(formats28(data17))){
const err28 = {instancePath:instancePath+"/inbound/addresses/" + i6,schemaPath:"#/properties/inbound/properties/addresses/items/format",keyword:"format",params:{format: "ipv4"},message:"must match format \""+"ipv4"+"\"",schema:"ipv4",parentSchema:schema125.properties.inbound.properties.addresses.items,data:data17};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/inbound/addresses/" + i6,schemaPath:"#/properties/inbound/properties/addresses/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema125.properties.inbound.properties.addresses.items.type,parentSchema:schema125.properties.inbound.properties.addresses.items,data:data17};
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
const err30 = {instancePath:instancePath+"/inbound/addresses",schemaPath:"#/properties/inbound/properties/addresses/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema125.properties.inbound.properties.addresses.type,parentSchema:schema125.properties.inbound.properties.addresses,data:data16};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data15.client_address !== undefined){
let data18 = data15.client_address;
if(!(((data18 === "proxy-protocol") || (data18 === "x-forwarded-for")) || (data18 === "lost"))){
const err31 = {instancePath:instancePath+"/inbound/client_address",schemaPath:"#/properties/inbound/properties/client_address/enum",keyword:"enum",params:{allowedValues: schema125.properties.inbound.properties.client_address.enum},message:"must be equal to one of the allowed values",schema:schema125.properties.inbound.properties.client_address.enum,parentSchema:schema125.properties.inbound.properties.client_address,data:data18};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data15.to_port !== undefined){
let data19 = data15.to_port;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err32 = {instancePath:instancePath+"/inbound/to_port",schemaPath:"#/$defs/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.type,parentSchema:schema34,data:data19};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 65535 || isNaN(data19)){
const err33 = {instancePath:instancePath+"/inbound/to_port",schemaPath:"#/$defs/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema34,data:data19};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(data19 < 1 || isNaN(data19)){
const err34 = {instancePath:instancePath+"/inbound/to_port",schemaPath:"#/$defs/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema34,data:data19};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
if(data15.sees !== undefined){
let data20 = data15.sees;
if(typeof data20 === "string"){
if(!pattern16.test(data20)){
const err35 = {instancePath:instancePath+"/inbound/sees",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema59,data:data20};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/inbound/sees",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema59.type,parentSchema:schema59,data:data20};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/inbound",schemaPath:"#/properties/inbound/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema125.properties.inbound.type,parentSchema:schema125.properties.inbound,data:data15};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.health !== undefined){
if(!(validate34(data.health, {instancePath:instancePath+"/health",parentData:data,parentDataProperty:"health",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
if(data.gates !== undefined){
let data22 = data.gates;
if(Array.isArray(data22)){
const len7 = data22.length;
for(let i7=0; i7<len7; i7++){
if(!(validate27(data22[i7], {instancePath:instancePath+"/gates/" + i7,parentData:data22,parentDataProperty:i7,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err38 = {instancePath:instancePath+"/gates",schemaPath:"#/properties/gates/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema125.properties.gates.type,parentSchema:schema125.properties.gates,data:data22};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.rollout !== undefined){
if(!(validate25(data.rollout, {instancePath:instancePath+"/rollout",parentData:data,parentDataProperty:"rollout",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
if(data.clat !== undefined){
let data25 = data.clat;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.because === undefined){
const err39 = {instancePath:instancePath+"/clat",schemaPath:"#/properties/clat/required",keyword:"required",params:{missingProperty: "because"},message:"must have required property '"+"because"+"'",schema:schema125.properties.clat.required,parentSchema:schema125.properties.clat,data:data25};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data25.owner === undefined){
const err40 = {instancePath:instancePath+"/clat",schemaPath:"#/properties/clat/required",keyword:"required",params:{missingProperty: "owner"},message:"must have required property '"+"owner"+"'",schema:schema125.properties.clat.required,parentSchema:schema125.properties.clat,data:data25};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data25.expires === undefined){
const err41 = {instancePath:instancePath+"/clat",schemaPath:"#/properties/clat/required",keyword:"required",params:{missingProperty: "expires"},message:"must have required property '"+"expires"+"'",schema:schema125.properties.clat.required,parentSchema:schema125.properties.clat,data:data25};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key3 in data25){
if(!(((key3 === "because") || (key3 === "owner")) || (key3 === "expires"))){
const err42 = {instancePath:instancePath+"/clat",schemaPath:"#/properties/clat/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema125.properties.clat,data:data25};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data25.because !== undefined){
let data26 = data25.because;
if(typeof data26 === "string"){
if(func3(data26) < 1){
const err43 = {instancePath:instancePath+"/clat/because",schemaPath:"#/properties/clat/properties/because/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema125.properties.clat.properties.because,data:data26};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
else {
const err44 = {instancePath:instancePath+"/clat/because",schemaPath:"#/properties/clat/properties/because/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema125.properties.clat.properties.because.type,parentSchema:schema125.properties.clat.properties.because,data:data26};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data25.owner !== undefined){
let data27 = data25.owner;
if(typeof data27 === "string"){
if(func3(data27) < 1){
const err45 = {instancePath:instancePath+"/clat/owner",schemaPath:"#/properties/clat/properties/owner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema125.properties.clat.properties.owner,data:data27};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/clat/owner",schemaPath:"#/properties/clat/properties/owner/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema125.properties.clat.properties.owner.type,parentSchema:schema125.properties.clat.properties.owner,data:data27};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data25.expires !== undefined){
let data28 = data25.expires;
if(typeof data28 === "string"){
if(!(formats30(data28))){
const err47 = {instancePath:instancePath+"/clat/expires",schemaPath:"#/$defs/calendar_date/format",keyword:"format",params:{format: "date"},message:"must match format \""+"date"+"\"",schema:"date",parentSchema:schema138,data:data28};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/clat/expires",schemaPath:"#/$defs/calendar_date/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema138.type,parentSchema:schema138,data:data28};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/clat",schemaPath:"#/properties/clat/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema125.properties.clat.type,parentSchema:schema125.properties.clat,data:data25};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data.reason !== undefined){
let data29 = data.reason;
if(!((((data29 === "public-web") || (data29 === "sla")) || (data29 === "mail")) || (data29 === "other"))){
const err50 = {instancePath:instancePath+"/reason",schemaPath:"#/properties/reason/enum",keyword:"enum",params:{allowedValues: schema125.properties.reason.enum},message:"must be equal to one of the allowed values",schema:schema125.properties.reason.enum,parentSchema:schema125.properties.reason,data:data29};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data.because !== undefined){
let data30 = data.because;
if(typeof data30 === "string"){
if(func3(data30) < 1){
const err51 = {instancePath:instancePath+"/because",schemaPath:"#/properties/because/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema125.properties.because,data:data30};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
else {
const err52 = {instancePath:instancePath+"/because",schemaPath:"#/properties/because/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema125.properties.because.type,parentSchema:schema125.properties.because,data:data30};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
if(data.owner !== undefined){
let data31 = data.owner;
if(typeof data31 === "string"){
if(func3(data31) < 1){
const err53 = {instancePath:instancePath+"/owner",schemaPath:"#/properties/owner/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema125.properties.owner,data:data31};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
else {
const err54 = {instancePath:instancePath+"/owner",schemaPath:"#/properties/owner/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema125.properties.owner.type,parentSchema:schema125.properties.owner,data:data31};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data.review !== undefined){
let data32 = data.review;
if(typeof data32 === "string"){
if(!(formats30(data32))){
const err55 = {instancePath:instancePath+"/review",schemaPath:"#/$defs/calendar_date/format",keyword:"format",params:{format: "date"},message:"must match format \""+"date"+"\"",schema:"date",parentSchema:schema138,data:data32};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
else {
const err56 = {instancePath:instancePath+"/review",schemaPath:"#/$defs/calendar_date/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema138.type,parentSchema:schema138,data:data32};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data.unit !== undefined){
let data33 = data.unit;
if(typeof data33 === "string"){
if(!pattern112.test(data33)){
const err57 = {instancePath:instancePath+"/unit",schemaPath:"#/properties/unit/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9@:._-]+\\.(service|scope|slice)$"},message:"must match pattern \""+"^[A-Za-z0-9@:._-]+\\.(service|scope|slice)$"+"\"",schema:"^[A-Za-z0-9@:._-]+\\.(service|scope|slice)$",parentSchema:schema125.properties.unit,data:data33};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
else {
const err58 = {instancePath:instancePath+"/unit",schemaPath:"#/properties/unit/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema125.properties.unit.type,parentSchema:schema125.properties.unit,data:data33};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
if(data.ipv4 !== undefined){
if(!(validate23(data.ipv4, {instancePath:instancePath+"/ipv4",parentData:data,parentDataProperty:"ipv4",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err59 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema125.type,parentSchema:schema125,data};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}
validate31.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema140 = SCHEMA["$defs"]["record_source"];

function validate40(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate40.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.zone === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "zone"},message:"must have required property '"+"zone"+"'",schema:schema140.required,parentSchema:schema140,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.host === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "host"},message:"must have required property '"+"host"+"'",schema:schema140.required,parentSchema:schema140,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema140.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema140,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.zone !== undefined){
let data0 = data.zone;
if(typeof data0 === "string"){
if(func3(data0) > 254){
const err3 = {instancePath:instancePath+"/zone",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern49.test(data0)){
const err4 = {instancePath:instancePath+"/zone",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/zone",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.host !== undefined){
let data1 = data.host;
if(typeof data1 === "string"){
if(!pattern9.test(data1)){
const err6 = {instancePath:instancePath+"/host",schemaPath:"#/$defs/host/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"},message:"must match pattern \""+"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"+"\"",schema:"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",parentSchema:schema41,data:data1};
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
const err7 = {instancePath:instancePath+"/host",schemaPath:"#/$defs/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.file !== undefined){
let data2 = data.file;
if(typeof data2 === "string"){
if(func3(data2) < 1){
const err8 = {instancePath:instancePath+"/file",schemaPath:"#/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema140.properties.file,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!pattern85.test(data2)){
const err9 = {instancePath:instancePath+"/file",schemaPath:"#/properties/file/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema140.properties.file,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/file",schemaPath:"#/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema140.properties.file.type,parentSchema:schema140.properties.file,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.source !== undefined){
let data3 = data.source;
if(!(((((data3 === "zonefile") || (data3 === "hosts-file")) || (data3 === "nsupdate")) || (data3 === "powerdns")) || (data3 === "command"))){
const err11 = {instancePath:instancePath+"/source",schemaPath:"#/properties/source/enum",keyword:"enum",params:{allowedValues: schema140.properties.source.enum},message:"must be equal to one of the allowed values",schema:schema140.properties.source.enum,parentSchema:schema140.properties.source,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.reload !== undefined){
let data4 = data.reload;
if(Array.isArray(data4)){
if(data4.length < 1){
const err12 = {instancePath:instancePath+"/reload",schemaPath:"#/properties/reload/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema140.properties.reload,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 === "string"){
if(func3(data5) < 1){
const err13 = {instancePath:instancePath+"/reload/" + i0,schemaPath:"#/properties/reload/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema140.properties.reload.items,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/reload/" + i0,schemaPath:"#/properties/reload/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema140.properties.reload.items.type,parentSchema:schema140.properties.reload.items,data:data5};
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
const err15 = {instancePath:instancePath+"/reload",schemaPath:"#/properties/reload/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema140.properties.reload.type,parentSchema:schema140.properties.reload,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.ttl !== undefined){
let data6 = data.ttl;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err16 = {instancePath:instancePath+"/ttl",schemaPath:"#/properties/ttl/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema140.properties.ttl.type,parentSchema:schema140.properties.ttl,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 604800 || isNaN(data6)){
const err17 = {instancePath:instancePath+"/ttl",schemaPath:"#/properties/ttl/maximum",keyword:"maximum",params:{comparison: "<=", limit: 604800},message:"must be <= 604800",schema:604800,parentSchema:schema140.properties.ttl,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data6 < 0 || isNaN(data6)){
const err18 = {instancePath:instancePath+"/ttl",schemaPath:"#/properties/ttl/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema140.properties.ttl,data:data6};
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
if(data.server !== undefined){
let data7 = data.server;
if(typeof data7 === "string"){
if(func3(data7) < 1){
const err19 = {instancePath:instancePath+"/server",schemaPath:"#/properties/server/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema140.properties.server,data:data7};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/server",schemaPath:"#/properties/server/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema140.properties.server.type,parentSchema:schema140.properties.server,data:data7};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.key !== undefined){
let data8 = data.key;
if(typeof data8 === "string"){
if(!pattern85.test(data8)){
const err21 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema140.properties.key,data:data8};
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
const err22 = {instancePath:instancePath+"/key",schemaPath:"#/properties/key/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema140.properties.key.type,parentSchema:schema140.properties.key,data:data8};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.command !== undefined){
let data9 = data.command;
if(Array.isArray(data9)){
if(data9.length < 1){
const err23 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema140.properties.command,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
let data10 = data9[i1];
if(typeof data10 === "string"){
if(func3(data10) < 1){
const err24 = {instancePath:instancePath+"/command/" + i1,schemaPath:"#/properties/command/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema140.properties.command.items,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/command/" + i1,schemaPath:"#/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema140.properties.command.items.type,parentSchema:schema140.properties.command.items,data:data10};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema140.properties.command.type,parentSchema:schema140.properties.command,data:data9};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.servers !== undefined){
let data11 = data.servers;
if(Array.isArray(data11)){
if(data11.length < 1){
const err27 = {instancePath:instancePath+"/servers",schemaPath:"#/properties/servers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema140.properties.servers,data:data11};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
const len2 = data11.length;
for(let i2=0; i2<len2; i2++){
let data12 = data11[i2];
if(typeof data12 === "string"){
if(func3(data12) < 1){
const err28 = {instancePath:instancePath+"/servers/" + i2,schemaPath:"#/properties/servers/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema140.properties.servers.items,data:data12};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/servers/" + i2,schemaPath:"#/properties/servers/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema140.properties.servers.items.type,parentSchema:schema140.properties.servers.items,data:data12};
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
const err30 = {instancePath:instancePath+"/servers",schemaPath:"#/properties/servers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema140.properties.servers.type,parentSchema:schema140.properties.servers,data:data11};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.short_ttl !== undefined){
let data13 = data.short_ttl;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err31 = {instancePath:instancePath+"/short_ttl",schemaPath:"#/properties/short_ttl/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema140.properties.short_ttl.type,parentSchema:schema140.properties.short_ttl,data:data13};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 86400 || isNaN(data13)){
const err32 = {instancePath:instancePath+"/short_ttl",schemaPath:"#/properties/short_ttl/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400",schema:86400,parentSchema:schema140.properties.short_ttl,data:data13};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err33 = {instancePath:instancePath+"/short_ttl",schemaPath:"#/properties/short_ttl/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema140.properties.short_ttl,data:data13};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
}
else {
const err34 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema140.type,parentSchema:schema140,data};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
validate40.errors = vErrors;
return errors === 0;
}
validate40.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema143 = SCHEMA["$defs"]["monitor"];

function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate42.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.host === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "host"},message:"must have required property '"+"host"+"'",schema:schema143.required,parentSchema:schema143,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema143.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema143,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.host !== undefined){
let data0 = data.host;
if(typeof data0 === "string"){
if(!pattern9.test(data0)){
const err2 = {instancePath:instancePath+"/host",schemaPath:"#/$defs/host/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"},message:"must match pattern \""+"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"+"\"",schema:"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",parentSchema:schema41,data:data0};
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
const err3 = {instancePath:instancePath+"/host",schemaPath:"#/$defs/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.blackbox !== undefined){
let data1 = data.blackbox;
if(typeof data1 === "string"){
if(!pattern85.test(data1)){
const err4 = {instancePath:instancePath+"/blackbox",schemaPath:"#/properties/blackbox/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema143.properties.blackbox,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/blackbox",schemaPath:"#/properties/blackbox/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema143.properties.blackbox.type,parentSchema:schema143.properties.blackbox,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.modules !== undefined){
let data2 = data.modules;
if(Array.isArray(data2)){
if(data2.length < 1){
const err6 = {instancePath:instancePath+"/modules",schemaPath:"#/properties/modules/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema143.properties.modules,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 === "string"){
if(func3(data3) < 1){
const err7 = {instancePath:instancePath+"/modules/" + i0,schemaPath:"#/properties/modules/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema143.properties.modules.items,data:data3};
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
const err8 = {instancePath:instancePath+"/modules/" + i0,schemaPath:"#/properties/modules/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema143.properties.modules.items.type,parentSchema:schema143.properties.modules.items,data:data3};
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
const err9 = {instancePath:instancePath+"/modules",schemaPath:"#/properties/modules/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema143.properties.modules.type,parentSchema:schema143.properties.modules,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.addresses !== undefined){
let data4 = data.addresses;
if(typeof data4 === "string"){
if(!pattern85.test(data4)){
const err10 = {instancePath:instancePath+"/addresses",schemaPath:"#/properties/addresses/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema143.properties.addresses,data:data4};
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
const err11 = {instancePath:instancePath+"/addresses",schemaPath:"#/properties/addresses/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema143.properties.addresses.type,parentSchema:schema143.properties.addresses,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.checks !== undefined){
let data5 = data.checks;
if(typeof data5 === "string"){
if(!pattern85.test(data5)){
const err12 = {instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema143.properties.checks,data:data5};
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
const err13 = {instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema143.properties.checks.type,parentSchema:schema143.properties.checks,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.commands !== undefined){
let data6 = data.commands;
if(Array.isArray(data6)){
if(data6.length < 1){
const err14 = {instancePath:instancePath+"/commands",schemaPath:"#/properties/commands/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema143.properties.commands,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
if(typeof data7 === "string"){
if(func3(data7) < 1){
const err15 = {instancePath:instancePath+"/commands/" + i1,schemaPath:"#/properties/commands/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema143.properties.commands.items,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/commands/" + i1,schemaPath:"#/properties/commands/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema143.properties.commands.items.type,parentSchema:schema143.properties.commands.items,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath:instancePath+"/commands",schemaPath:"#/properties/commands/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema143.properties.commands.type,parentSchema:schema143.properties.commands,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data.template !== undefined){
let data8 = data.template;
if(typeof data8 === "string"){
if(!pattern85.test(data8)){
const err18 = {instancePath:instancePath+"/template",schemaPath:"#/properties/template/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema143.properties.template,data:data8};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/template",schemaPath:"#/properties/template/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema143.properties.template.type,parentSchema:schema143.properties.template,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.file !== undefined){
let data9 = data.file;
if(typeof data9 === "string"){
if(!pattern85.test(data9)){
const err20 = {instancePath:instancePath+"/file",schemaPath:"#/properties/file/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema143.properties.file,data:data9};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
else {
const err21 = {instancePath:instancePath+"/file",schemaPath:"#/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema143.properties.file.type,parentSchema:schema143.properties.file,data:data9};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.check !== undefined){
let data10 = data.check;
if(Array.isArray(data10)){
if(data10.length < 1){
const err22 = {instancePath:instancePath+"/check",schemaPath:"#/properties/check/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema143.properties.check,data:data10};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
const len2 = data10.length;
for(let i2=0; i2<len2; i2++){
let data11 = data10[i2];
if(typeof data11 === "string"){
if(func3(data11) < 1){
const err23 = {instancePath:instancePath+"/check/" + i2,schemaPath:"#/properties/check/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema143.properties.check.items,data:data11};
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
const err24 = {instancePath:instancePath+"/check/" + i2,schemaPath:"#/properties/check/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema143.properties.check.items.type,parentSchema:schema143.properties.check.items,data:data11};
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
const err25 = {instancePath:instancePath+"/check",schemaPath:"#/properties/check/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema143.properties.check.type,parentSchema:schema143.properties.check,data:data10};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data.reload !== undefined){
let data12 = data.reload;
if(Array.isArray(data12)){
if(data12.length < 1){
const err26 = {instancePath:instancePath+"/reload",schemaPath:"#/properties/reload/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema143.properties.reload,data:data12};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
const len3 = data12.length;
for(let i3=0; i3<len3; i3++){
let data13 = data12[i3];
if(typeof data13 === "string"){
if(func3(data13) < 1){
const err27 = {instancePath:instancePath+"/reload/" + i3,schemaPath:"#/properties/reload/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema143.properties.reload.items,data:data13};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/reload/" + i3,schemaPath:"#/properties/reload/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema143.properties.reload.items.type,parentSchema:schema143.properties.reload.items,data:data13};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/reload",schemaPath:"#/properties/reload/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema143.properties.reload.type,parentSchema:schema143.properties.reload,data:data12};
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
const err30 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema143.type,parentSchema:schema143,data};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
validate42.errors = vErrors;
return errors === 0;
}
validate42.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema152 = SCHEMA["$defs"]["extension"];
const schema153 = SCHEMA["$defs"]["step"];
const pattern126 = new RegExp("^[a-z0-9][a-z0-9-]*$", "u");
const pattern127 = new RegExp("^!?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$", "u");

function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate46.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema153.required,parentSchema:schema153,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.id === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema153.required,parentSchema:schema153,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.on === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on"},message:"must have required property '"+"on"+"'",schema:schema153.required,parentSchema:schema153,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.module === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "module"},message:"must have required property '"+"module"+"'",schema:schema153.required,parentSchema:schema153,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema153.properties, key0))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema153,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.name !== undefined){
let data0 = data.name;
if(typeof data0 === "string"){
if(func3(data0) < 1){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema153.properties.name,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema153.properties.name.type,parentSchema:schema153.properties.name,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.id !== undefined){
let data1 = data.id;
if(typeof data1 === "string"){
if(!pattern126.test(data1)){
const err7 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]*$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]*$"+"\"",schema:"^[a-z0-9][a-z0-9-]*$",parentSchema:schema153.properties.id,data:data1};
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
const err8 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema153.properties.id.type,parentSchema:schema153.properties.id,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.on !== undefined){
let data2 = data.on;
if(!(((((((((data2 === "services") || (data2 === "gateways")) || (data2 === "retiring")) || (data2 === "resolvers")) || (data2 === "edges")) || (data2 === "records")) || (data2 === "new_hosts")) || (data2 === "clouds")) || (data2 === "monitoring"))){
const err9 = {instancePath:instancePath+"/on",schemaPath:"#/properties/on/enum",keyword:"enum",params:{allowedValues: schema153.properties.on.enum},message:"must be equal to one of the allowed values",schema:schema153.properties.on.enum,parentSchema:schema153.properties.on,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.module !== undefined){
let data3 = data.module;
if(!(((((((((((((((((((data3 === "gai-conf") || (data3 === "resolver")) || (data3 === "ipv4-address")) || (data3 === "unit-ipv4")) || (data3 === "nat64-gateway")) || (data3 === "nat64-switch")) || (data3 === "nat64-spread")) || (data3 === "nat64-retire")) || (data3 === "dns64-resolver")) || (data3 === "inbound-siit")) || (data3 === "inbound-proxy")) || (data3 === "clat")) || (data3 === "router-advertisements")) || (data3 === "dns-record")) || (data3 === "new-host-network")) || (data3 === "cloud")) || (data3 === "monitoring")) || (data3 === "command")) || (data3 === "own"))){
const err10 = {instancePath:instancePath+"/module",schemaPath:"#/properties/module/enum",keyword:"enum",params:{allowedValues: schema153.properties.module.enum},message:"must be equal to one of the allowed values",schema:schema153.properties.module.enum,parentSchema:schema153.properties.module,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.want !== undefined){
let data4 = data.want;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
}
else {
const err11 = {instancePath:instancePath+"/want",schemaPath:"#/properties/want/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema153.properties.want.type,parentSchema:schema153.properties.want,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.guarded !== undefined){
let data5 = data.guarded;
if(typeof data5 !== "boolean"){
const err12 = {instancePath:instancePath+"/guarded",schemaPath:"#/properties/guarded/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema153.properties.guarded.type,parentSchema:schema153.properties.guarded,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.when !== undefined){
let data6 = data.when;
if(typeof data6 === "string"){
if(!pattern127.test(data6)){
const err13 = {instancePath:instancePath+"/when",schemaPath:"#/properties/when/pattern",keyword:"pattern",params:{pattern: "^!?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$"},message:"must match pattern \""+"^!?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$"+"\"",schema:"^!?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$",parentSchema:schema153.properties.when,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/when",schemaPath:"#/properties/when/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema153.properties.when.type,parentSchema:schema153.properties.when,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.before !== undefined){
let data7 = data.before;
if(Array.isArray(data7)){
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
if(!(validate27(data7[i0], {instancePath:instancePath+"/before/" + i0,parentData:data7,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err15 = {instancePath:instancePath+"/before",schemaPath:"#/properties/before/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema153.properties.before.type,parentSchema:schema153.properties.before,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.after !== undefined){
let data9 = data.after;
if(Array.isArray(data9)){
const len1 = data9.length;
for(let i1=0; i1<len1; i1++){
if(!(validate27(data9[i1], {instancePath:instancePath+"/after/" + i1,parentData:data9,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/after",schemaPath:"#/properties/after/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema153.properties.after.type,parentSchema:schema153.properties.after,data:data9};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema153.type,parentSchema:schema153,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate46.errors = vErrors;
return errors === 0;
}
validate46.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate44(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate44.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(((((key0 === "entry") || (key0 === "steps")) || (key0 === "exit")) || (key0 === "service_entry")) || (key0 === "service_exit"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema152,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.entry !== undefined){
let data0 = data.entry;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(!(validate27(data0[i0], {instancePath:instancePath+"/entry/" + i0,parentData:data0,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err1 = {instancePath:instancePath+"/entry",schemaPath:"#/properties/entry/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema152.properties.entry.type,parentSchema:schema152.properties.entry,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.steps !== undefined){
let data2 = data.steps;
if(Array.isArray(data2)){
const len1 = data2.length;
for(let i1=0; i1<len1; i1++){
if(!(validate46(data2[i1], {instancePath:instancePath+"/steps/" + i1,parentData:data2,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
}
}
else {
const err2 = {instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema152.properties.steps.type,parentSchema:schema152.properties.steps,data:data2};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.exit !== undefined){
let data4 = data.exit;
if(Array.isArray(data4)){
const len2 = data4.length;
for(let i2=0; i2<len2; i2++){
if(!(validate27(data4[i2], {instancePath:instancePath+"/exit/" + i2,parentData:data4,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath:instancePath+"/exit",schemaPath:"#/properties/exit/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema152.properties.exit.type,parentSchema:schema152.properties.exit,data:data4};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.service_entry !== undefined){
let data6 = data.service_entry;
if(Array.isArray(data6)){
const len3 = data6.length;
for(let i3=0; i3<len3; i3++){
if(!(validate27(data6[i3], {instancePath:instancePath+"/service_entry/" + i3,parentData:data6,parentDataProperty:i3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err4 = {instancePath:instancePath+"/service_entry",schemaPath:"#/properties/service_entry/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema152.properties.service_entry.type,parentSchema:schema152.properties.service_entry,data:data6};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.service_exit !== undefined){
let data8 = data.service_exit;
if(Array.isArray(data8)){
const len4 = data8.length;
for(let i4=0; i4<len4; i4++){
if(!(validate27(data8[i4], {instancePath:instancePath+"/service_exit/" + i4,parentData:data8,parentDataProperty:i4,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath:instancePath+"/service_exit",schemaPath:"#/properties/service_exit/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema152.properties.service_exit.type,parentSchema:schema152.properties.service_exit,data:data8};
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
const err6 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema152.type,parentSchema:schema152,data};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
validate44.errors = vErrors;
return errors === 0;
}
validate44.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const formats0 = FORMATS["ipv6-prefix"];
const formats10 = FORMATS.upstream;

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://migrate.invalid/schemas/plan.schema.json" */;
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
if(data.migrate === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "migrate"},message:"must have required property '"+"migrate"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.name === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.fleet === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "fleet"},message:"must have required property '"+"fleet"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.services === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "services"},message:"must have required property '"+"services"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema31.properties, key0))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.migrate !== undefined){
let data0 = data.migrate;
if(1 !== data0){
const err5 = {instancePath:instancePath+"/migrate",schemaPath:"#/properties/migrate/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant",schema:1,parentSchema:schema31.properties.migrate,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.name !== undefined){
let data1 = data.name;
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9_.-]*$"},message:"must match pattern \""+"^[A-Za-z0-9][A-Za-z0-9_.-]*$"+"\"",schema:"^[A-Za-z0-9][A-Za-z0-9_.-]*$",parentSchema:schema31.properties.name,data:data1};
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
const err7 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.name.type,parentSchema:schema31.properties.name,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.fleet !== undefined){
let data2 = data.fleet;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.inventory === undefined){
const err8 = {instancePath:instancePath+"/fleet",schemaPath:"#/properties/fleet/required",keyword:"required",params:{missingProperty: "inventory"},message:"must have required property '"+"inventory"+"'",schema:schema31.properties.fleet.required,parentSchema:schema31.properties.fleet,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
for(const key1 in data2){
if(!(func1.call(schema31.properties.fleet.properties, key1))){
const err9 = {instancePath:instancePath+"/fleet",schemaPath:"#/properties/fleet/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.fleet,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data2.inventory !== undefined){
let data3 = data2.inventory;
if(Array.isArray(data3)){
if(data3.length < 1){
const err10 = {instancePath:instancePath+"/fleet/inventory",schemaPath:"#/properties/fleet/properties/inventory/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.fleet.properties.inventory,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(typeof data4 === "string"){
if(func3(data4) < 1){
const err11 = {instancePath:instancePath+"/fleet/inventory/" + i0,schemaPath:"#/properties/fleet/properties/inventory/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.fleet.properties.inventory.items,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/fleet/inventory/" + i0,schemaPath:"#/properties/fleet/properties/inventory/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.fleet.properties.inventory.items.type,parentSchema:schema31.properties.fleet.properties.inventory.items,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/fleet/inventory",schemaPath:"#/properties/fleet/properties/inventory/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.fleet.properties.inventory.type,parentSchema:schema31.properties.fleet.properties.inventory,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.become !== undefined){
if(!(validate21(data2.become, {instancePath:instancePath+"/fleet/become",parentData:data2,parentDataProperty:"become",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data2.user !== undefined){
let data6 = data2.user;
if(typeof data6 === "string"){
if(func3(data6) < 1){
const err14 = {instancePath:instancePath+"/fleet/user",schemaPath:"#/properties/fleet/properties/user/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.fleet.properties.user,data:data6};
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
const err15 = {instancePath:instancePath+"/fleet/user",schemaPath:"#/properties/fleet/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.fleet.properties.user.type,parentSchema:schema31.properties.fleet.properties.user,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data2.port !== undefined){
let data7 = data2.port;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
const err16 = {instancePath:instancePath+"/fleet/port",schemaPath:"#/$defs/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.type,parentSchema:schema34,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 65535 || isNaN(data7)){
const err17 = {instancePath:instancePath+"/fleet/port",schemaPath:"#/$defs/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema34,data:data7};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data7 < 1 || isNaN(data7)){
const err18 = {instancePath:instancePath+"/fleet/port",schemaPath:"#/$defs/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema34,data:data7};
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
if(data2.identity_file !== undefined){
let data8 = data2.identity_file;
if(typeof data8 === "string"){
if(func3(data8) < 1){
const err19 = {instancePath:instancePath+"/fleet/identity_file",schemaPath:"#/properties/fleet/properties/identity_file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.fleet.properties.identity_file,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/fleet/identity_file",schemaPath:"#/properties/fleet/properties/identity_file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.fleet.properties.identity_file.type,parentSchema:schema31.properties.fleet.properties.identity_file,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data2.jump !== undefined){
let data9 = data2.jump;
if(typeof data9 === "string"){
if(func3(data9) < 1){
const err21 = {instancePath:instancePath+"/fleet/jump",schemaPath:"#/properties/fleet/properties/jump/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.fleet.properties.jump,data:data9};
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
const err22 = {instancePath:instancePath+"/fleet/jump",schemaPath:"#/properties/fleet/properties/jump/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.fleet.properties.jump.type,parentSchema:schema31.properties.fleet.properties.jump,data:data9};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data2.ipv4 !== undefined){
if(!(validate23(data2.ipv4, {instancePath:instancePath+"/fleet/ipv4",parentData:data2,parentDataProperty:"ipv4",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
if(data2.connection !== undefined){
let data11 = data2.connection;
if(!(((data11 === "ssh") || (data11 === "openssh")) || (data11 === "local"))){
const err23 = {instancePath:instancePath+"/fleet/connection",schemaPath:"#/$defs/connection/enum",keyword:"enum",params:{allowedValues: schema38.enum},message:"must be equal to one of the allowed values",schema:schema38.enum,parentSchema:schema38,data:data11};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data2.runtime !== undefined){
let data12 = data2.runtime;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key2 in data12){
if(!((((key2 === "from") || (key2 === "mirror")) || (key2 === "site")) || (key2 === "bandwidth"))){
const err24 = {instancePath:instancePath+"/fleet/runtime",schemaPath:"#/properties/fleet/properties/runtime/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.fleet.properties.runtime,data:data12};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data12.from !== undefined){
let data13 = data12.from;
if(!(((data13 === "push") || (data13 === "relay")) || (data13 === "mirror"))){
const err25 = {instancePath:instancePath+"/fleet/runtime/from",schemaPath:"#/properties/fleet/properties/runtime/properties/from/enum",keyword:"enum",params:{allowedValues: schema31.properties.fleet.properties.runtime.properties.from.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.fleet.properties.runtime.properties.from.enum,parentSchema:schema31.properties.fleet.properties.runtime.properties.from,data:data13};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data12.mirror !== undefined){
let data14 = data12.mirror;
if(typeof data14 === "string"){
if(!pattern7.test(data14)){
const err26 = {instancePath:instancePath+"/fleet/runtime/mirror",schemaPath:"#/properties/fleet/properties/runtime/properties/mirror/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s]+$"},message:"must match pattern \""+"^https?://[^\\s]+$"+"\"",schema:"^https?://[^\\s]+$",parentSchema:schema31.properties.fleet.properties.runtime.properties.mirror,data:data14};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/fleet/runtime/mirror",schemaPath:"#/properties/fleet/properties/runtime/properties/mirror/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.fleet.properties.runtime.properties.mirror.type,parentSchema:schema31.properties.fleet.properties.runtime.properties.mirror,data:data14};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data12.site !== undefined){
let data15 = data12.site;
if(typeof data15 === "string"){
if(func3(data15) < 1){
const err28 = {instancePath:instancePath+"/fleet/runtime/site",schemaPath:"#/properties/fleet/properties/runtime/properties/site/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.fleet.properties.runtime.properties.site,data:data15};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/fleet/runtime/site",schemaPath:"#/properties/fleet/properties/runtime/properties/site/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.fleet.properties.runtime.properties.site.type,parentSchema:schema31.properties.fleet.properties.runtime.properties.site,data:data15};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data12.bandwidth !== undefined){
let data16 = data12.bandwidth;
if(typeof data16 === "string"){
if(!pattern8.test(data16)){
const err30 = {instancePath:instancePath+"/fleet/runtime/bandwidth",schemaPath:"#/properties/fleet/properties/runtime/properties/bandwidth/pattern",keyword:"pattern",params:{pattern: "^[1-9][0-9]*(kbit|Mbit|Gbit)$"},message:"must match pattern \""+"^[1-9][0-9]*(kbit|Mbit|Gbit)$"+"\"",schema:"^[1-9][0-9]*(kbit|Mbit|Gbit)$",parentSchema:schema31.properties.fleet.properties.runtime.properties.bandwidth,data:data16};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
else {
const err31 = {instancePath:instancePath+"/fleet/runtime/bandwidth",schemaPath:"#/properties/fleet/properties/runtime/properties/bandwidth/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.fleet.properties.runtime.properties.bandwidth.type,parentSchema:schema31.properties.fleet.properties.runtime.properties.bandwidth,data:data16};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/fleet/runtime",schemaPath:"#/properties/fleet/properties/runtime/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.fleet.properties.runtime.type,parentSchema:schema31.properties.fleet.properties.runtime,data:data12};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
else {
const err33 = {instancePath:instancePath+"/fleet",schemaPath:"#/properties/fleet/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.fleet.type,parentSchema:schema31.properties.fleet,data:data2};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.nat64 !== undefined){
let data17 = data.nat64;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
if(data17.prefix === undefined){
const err34 = {instancePath:instancePath+"/nat64",schemaPath:"#/properties/nat64/required",keyword:"required",params:{missingProperty: "prefix"},message:"must have required property '"+"prefix"+"'",schema:schema31.properties.nat64.required,parentSchema:schema31.properties.nat64,data:data17};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
for(const key3 in data17){
if(!(func1.call(schema31.properties.nat64.properties, key3))){
const err35 = {instancePath:instancePath+"/nat64",schemaPath:"#/properties/nat64/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.nat64,data:data17};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data17.prefix !== undefined){
let data18 = data17.prefix;
if(typeof data18 === "string"){
if(!(formats0(data18))){
const err36 = {instancePath:instancePath+"/nat64/prefix",schemaPath:"#/$defs/prefix6/format",keyword:"format",params:{format: "ipv6-prefix"},message:"must match format \""+"ipv6-prefix"+"\"",schema:"ipv6-prefix",parentSchema:schema39,data:data18};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/nat64/prefix",schemaPath:"#/$defs/prefix6/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data18};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data17.backend !== undefined){
let data19 = data17.backend;
if(!(((((((data19 === "builtin") || (data19 === "tayga")) || (data19 === "jool")) || (data19 === "aws")) || (data19 === "gcp")) || (data19 === "azure")) || (data19 === "own"))){
const err38 = {instancePath:instancePath+"/nat64/backend",schemaPath:"#/properties/nat64/properties/backend/enum",keyword:"enum",params:{allowedValues: schema31.properties.nat64.properties.backend.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.nat64.properties.backend.enum,parentSchema:schema31.properties.nat64.properties.backend,data:data19};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data17.own !== undefined){
let data20 = data17.own;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(data20.file === undefined){
const err39 = {instancePath:instancePath+"/nat64/own",schemaPath:"#/$defs/own_backend/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema40.required,parentSchema:schema40,data:data20};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
for(const key4 in data20){
if(!((key4 === "file") || (key4 === "args"))){
const err40 = {instancePath:instancePath+"/nat64/own",schemaPath:"#/$defs/own_backend/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema40,data:data20};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data20.file !== undefined){
let data21 = data20.file;
if(typeof data21 === "string"){
if(func3(data21) < 1){
const err41 = {instancePath:instancePath+"/nat64/own/file",schemaPath:"#/$defs/own_backend/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.file,data:data21};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
else {
const err42 = {instancePath:instancePath+"/nat64/own/file",schemaPath:"#/$defs/own_backend/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.file.type,parentSchema:schema40.properties.file,data:data21};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data20.args !== undefined){
let data22 = data20.args;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
}
else {
const err43 = {instancePath:instancePath+"/nat64/own/args",schemaPath:"#/$defs/own_backend/properties/args/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema40.properties.args.type,parentSchema:schema40.properties.args,data:data22};
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
const err44 = {instancePath:instancePath+"/nat64/own",schemaPath:"#/$defs/own_backend/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema40.type,parentSchema:schema40,data:data20};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data17.gateways !== undefined){
let data23 = data17.gateways;
if(Array.isArray(data23)){
if(data23.length < 1){
const err45 = {instancePath:instancePath+"/nat64/gateways",schemaPath:"#/properties/nat64/properties/gateways/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.nat64.properties.gateways,data:data23};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
const len1 = data23.length;
for(let i1=0; i1<len1; i1++){
let data24 = data23[i1];
if(typeof data24 === "string"){
if(!pattern9.test(data24)){
const err46 = {instancePath:instancePath+"/nat64/gateways/" + i1,schemaPath:"#/$defs/host/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"},message:"must match pattern \""+"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"+"\"",schema:"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",parentSchema:schema41,data:data24};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/nat64/gateways/" + i1,schemaPath:"#/$defs/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data24};
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
const err48 = {instancePath:instancePath+"/nat64/gateways",schemaPath:"#/properties/nat64/properties/gateways/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.nat64.properties.gateways.type,parentSchema:schema31.properties.nat64.properties.gateways,data:data23};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data17.pool4 !== undefined){
let data25 = data17.pool4;
if(Array.isArray(data25)){
if(data25.length < 1){
const err49 = {instancePath:instancePath+"/nat64/pool4",schemaPath:"#/properties/nat64/properties/pool4/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.nat64.properties.pool4,data:data25};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
const len2 = data25.length;
for(let i2=0; i2<len2; i2++){
let data26 = data25[i2];
const _errs59 = errors;
let valid16 = false;
const _errs60 = errors;
if(typeof data26 === "string"){
if(!(formats2(data26))){
const err50 = {instancePath:instancePath+"/nat64/pool4/" + i2,schemaPath:"#/$defs/ipv4_or_prefix/format",keyword:"format",params:{format: "ipv4-or-prefix"},message:"must match format \""+"ipv4-or-prefix"+"\"",schema:"ipv4-or-prefix",parentSchema:schema42,data:data26};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
else {
const err51 = {instancePath:instancePath+"/nat64/pool4/" + i2,schemaPath:"#/$defs/ipv4_or_prefix/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema42.type,parentSchema:schema42,data:data26};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
var _valid0 = _errs60 === errors;
valid16 = valid16 || _valid0;
const _errs63 = errors;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(data26.prefix === undefined){
const err52 = {instancePath:instancePath+"/nat64/pool4/" + i2,schemaPath:"#/properties/nat64/properties/pool4/items/anyOf/1/required",keyword:"required",params:{missingProperty: "prefix"},message:"must have required property '"+"prefix"+"'",schema:schema31.properties.nat64.properties.pool4.items.anyOf[1].required,parentSchema:schema31.properties.nat64.properties.pool4.items.anyOf[1],data:data26};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
for(const key5 in data26){
if(!((key5 === "prefix") || (key5 === "ports"))){
const err53 = {instancePath:instancePath+"/nat64/pool4/" + i2,schemaPath:"#/properties/nat64/properties/pool4/items/anyOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.nat64.properties.pool4.items.anyOf[1],data:data26};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data26.prefix !== undefined){
let data27 = data26.prefix;
if(typeof data27 === "string"){
if(!(formats2(data27))){
const err54 = {instancePath:instancePath+"/nat64/pool4/" + i2+"/prefix",schemaPath:"#/$defs/ipv4_or_prefix/format",keyword:"format",params:{format: "ipv4-or-prefix"},message:"must match format \""+"ipv4-or-prefix"+"\"",schema:"ipv4-or-prefix",parentSchema:schema42,data:data27};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
else {
const err55 = {instancePath:instancePath+"/nat64/pool4/" + i2+"/prefix",schemaPath:"#/$defs/ipv4_or_prefix/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema42.type,parentSchema:schema42,data:data27};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data26.ports !== undefined){
let data28 = data26.ports;
if(typeof data28 === "string"){
if(!pattern10.test(data28)){
const err56 = {instancePath:instancePath+"/nat64/pool4/" + i2+"/ports",schemaPath:"#/properties/nat64/properties/pool4/items/anyOf/1/properties/ports/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,5}-[0-9]{1,5}$"},message:"must match pattern \""+"^[0-9]{1,5}-[0-9]{1,5}$"+"\"",schema:"^[0-9]{1,5}-[0-9]{1,5}$",parentSchema:schema31.properties.nat64.properties.pool4.items.anyOf[1].properties.ports,data:data28};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
else {
const err57 = {instancePath:instancePath+"/nat64/pool4/" + i2+"/ports",schemaPath:"#/properties/nat64/properties/pool4/items/anyOf/1/properties/ports/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.nat64.properties.pool4.items.anyOf[1].properties.ports.type,parentSchema:schema31.properties.nat64.properties.pool4.items.anyOf[1].properties.ports,data:data28};
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
else {
const err58 = {instancePath:instancePath+"/nat64/pool4/" + i2,schemaPath:"#/properties/nat64/properties/pool4/items/anyOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.nat64.properties.pool4.items.anyOf[1].type,parentSchema:schema31.properties.nat64.properties.pool4.items.anyOf[1],data:data26};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
var _valid0 = _errs63 === errors;
valid16 = valid16 || _valid0;
if(!valid16){
const err59 = {instancePath:instancePath+"/nat64/pool4/" + i2,schemaPath:"#/properties/nat64/properties/pool4/items/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema31.properties.nat64.properties.pool4.items.anyOf,parentSchema:schema31.properties.nat64.properties.pool4.items,data:data26};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
else {
errors = _errs59;
if(vErrors !== null){
if(_errs59){
vErrors.length = _errs59;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err60 = {instancePath:instancePath+"/nat64/pool4",schemaPath:"#/properties/nat64/properties/pool4/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.nat64.properties.pool4.type,parentSchema:schema31.properties.nat64.properties.pool4,data:data25};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
if(data17.clients !== undefined){
let data29 = data17.clients;
if(Array.isArray(data29)){
if(data29.length < 1){
const err61 = {instancePath:instancePath+"/nat64/clients",schemaPath:"#/properties/nat64/properties/clients/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.nat64.properties.clients,data:data29};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
const len3 = data29.length;
for(let i3=0; i3<len3; i3++){
let data30 = data29[i3];
if(typeof data30 === "string"){
if(!(formats0(data30))){
const err62 = {instancePath:instancePath+"/nat64/clients/" + i3,schemaPath:"#/$defs/prefix6/format",keyword:"format",params:{format: "ipv6-prefix"},message:"must match format \""+"ipv6-prefix"+"\"",schema:"ipv6-prefix",parentSchema:schema39,data:data30};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
else {
const err63 = {instancePath:instancePath+"/nat64/clients/" + i3,schemaPath:"#/$defs/prefix6/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data30};
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
const err64 = {instancePath:instancePath+"/nat64/clients",schemaPath:"#/properties/nat64/properties/clients/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.nat64.properties.clients.type,parentSchema:schema31.properties.nat64.properties.clients,data:data29};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data17.reaches !== undefined){
let data31 = data17.reaches;
if(Array.isArray(data31)){
const len4 = data31.length;
for(let i4=0; i4<len4; i4++){
let data32 = data31[i4];
if(typeof data32 === "string"){
if(!(formats2(data32))){
const err65 = {instancePath:instancePath+"/nat64/reaches/" + i4,schemaPath:"#/$defs/ipv4_or_prefix/format",keyword:"format",params:{format: "ipv4-or-prefix"},message:"must match format \""+"ipv4-or-prefix"+"\"",schema:"ipv4-or-prefix",parentSchema:schema42,data:data32};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
else {
const err66 = {instancePath:instancePath+"/nat64/reaches/" + i4,schemaPath:"#/$defs/ipv4_or_prefix/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema42.type,parentSchema:schema42,data:data32};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
}
else {
const err67 = {instancePath:instancePath+"/nat64/reaches",schemaPath:"#/properties/nat64/properties/reaches/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.nat64.properties.reaches.type,parentSchema:schema31.properties.nat64.properties.reaches,data:data31};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data17.filtering !== undefined){
let data33 = data17.filtering;
if(!((data33 === "eif") || (data33 === "adf"))){
const err68 = {instancePath:instancePath+"/nat64/filtering",schemaPath:"#/properties/nat64/properties/filtering/enum",keyword:"enum",params:{allowedValues: schema31.properties.nat64.properties.filtering.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.nat64.properties.filtering.enum,parentSchema:schema31.properties.nat64.properties.filtering,data:data33};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
if(data17.mss_clamp !== undefined){
let data34 = data17.mss_clamp;
if(typeof data34 !== "boolean"){
const err69 = {instancePath:instancePath+"/nat64/mss_clamp",schemaPath:"#/properties/nat64/properties/mss_clamp/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema31.properties.nat64.properties.mss_clamp.type,parentSchema:schema31.properties.nat64.properties.mss_clamp,data:data34};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data17.mtu4 !== undefined){
let data35 = data17.mtu4;
if(!(((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35))) && (isFinite(data35)))){
const err70 = {instancePath:instancePath+"/nat64/mtu4",schemaPath:"#/properties/nat64/properties/mtu4/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.nat64.properties.mtu4.type,parentSchema:schema31.properties.nat64.properties.mtu4,data:data35};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if((typeof data35 == "number") && (isFinite(data35))){
if(data35 > 65535 || isNaN(data35)){
const err71 = {instancePath:instancePath+"/nat64/mtu4",schemaPath:"#/properties/nat64/properties/mtu4/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema31.properties.nat64.properties.mtu4,data:data35};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data35 < 576 || isNaN(data35)){
const err72 = {instancePath:instancePath+"/nat64/mtu4",schemaPath:"#/properties/nat64/properties/mtu4/minimum",keyword:"minimum",params:{comparison: ">=", limit: 576},message:"must be >= 576",schema:576,parentSchema:schema31.properties.nat64.properties.mtu4,data:data35};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
if(data17.mtu6 !== undefined){
let data36 = data17.mtu6;
if(!(((typeof data36 == "number") && (!(data36 % 1) && !isNaN(data36))) && (isFinite(data36)))){
const err73 = {instancePath:instancePath+"/nat64/mtu6",schemaPath:"#/properties/nat64/properties/mtu6/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.nat64.properties.mtu6.type,parentSchema:schema31.properties.nat64.properties.mtu6,data:data36};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if((typeof data36 == "number") && (isFinite(data36))){
if(data36 > 65535 || isNaN(data36)){
const err74 = {instancePath:instancePath+"/nat64/mtu6",schemaPath:"#/properties/nat64/properties/mtu6/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema31.properties.nat64.properties.mtu6,data:data36};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
if(data36 < 1280 || isNaN(data36)){
const err75 = {instancePath:instancePath+"/nat64/mtu6",schemaPath:"#/properties/nat64/properties/mtu6/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1280},message:"must be >= 1280",schema:1280,parentSchema:schema31.properties.nat64.properties.mtu6,data:data36};
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
if(data17.advertise !== undefined){
let data37 = data17.advertise;
if(data37 && typeof data37 == "object" && !Array.isArray(data37)){
for(const key6 in data37){
if(!((key6 === "interface") || (key6 === "lifetime"))){
const err76 = {instancePath:instancePath+"/nat64/advertise",schemaPath:"#/properties/nat64/properties/advertise/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.nat64.properties.advertise,data:data37};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data37.interface !== undefined){
let data38 = data37.interface;
if(typeof data38 === "string"){
if(!pattern11.test(data38)){
const err77 = {instancePath:instancePath+"/nat64/advertise/interface",schemaPath:"#/properties/nat64/properties/advertise/properties/interface/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_.@-]{1,15}$"},message:"must match pattern \""+"^[A-Za-z0-9_.@-]{1,15}$"+"\"",schema:"^[A-Za-z0-9_.@-]{1,15}$",parentSchema:schema31.properties.nat64.properties.advertise.properties.interface,data:data38};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
else {
const err78 = {instancePath:instancePath+"/nat64/advertise/interface",schemaPath:"#/properties/nat64/properties/advertise/properties/interface/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.nat64.properties.advertise.properties.interface.type,parentSchema:schema31.properties.nat64.properties.advertise.properties.interface,data:data38};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data37.lifetime !== undefined){
let data39 = data37.lifetime;
if(typeof data39 === "string"){
if(!pattern12.test(data39)){
const err79 = {instancePath:instancePath+"/nat64/advertise/lifetime",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data39};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
else {
const err80 = {instancePath:instancePath+"/nat64/advertise/lifetime",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data39};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
}
else {
const err81 = {instancePath:instancePath+"/nat64/advertise",schemaPath:"#/properties/nat64/properties/advertise/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.nat64.properties.advertise.type,parentSchema:schema31.properties.nat64.properties.advertise,data:data37};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
if(data17.fastpath !== undefined){
let data40 = data17.fastpath;
if(!(((data40 === "auto") || (data40 === "off")) || (data40 === "require"))){
const err82 = {instancePath:instancePath+"/nat64/fastpath",schemaPath:"#/properties/nat64/properties/fastpath/enum",keyword:"enum",params:{allowedValues: schema31.properties.nat64.properties.fastpath.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.nat64.properties.fastpath.enum,parentSchema:schema31.properties.nat64.properties.fastpath,data:data40};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data17.spread !== undefined){
let data41 = data17.spread;
if(typeof data41 !== "boolean"){
const err83 = {instancePath:instancePath+"/nat64/spread",schemaPath:"#/properties/nat64/properties/spread/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema31.properties.nat64.properties.spread.type,parentSchema:schema31.properties.nat64.properties.spread,data:data41};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data17.drain !== undefined){
let data42 = data17.drain;
if(typeof data42 === "string"){
if(!pattern12.test(data42)){
const err84 = {instancePath:instancePath+"/nat64/drain",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema46,data:data42};
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
const err85 = {instancePath:instancePath+"/nat64/drain",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema46.type,parentSchema:schema46,data:data42};
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
const err86 = {instancePath:instancePath+"/nat64",schemaPath:"#/properties/nat64/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.nat64.type,parentSchema:schema31.properties.nat64,data:data17};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data.dns64 !== undefined){
let data43 = data.dns64;
if(data43 && typeof data43 == "object" && !Array.isArray(data43)){
for(const key7 in data43){
if(!(func1.call(schema31.properties.dns64.properties, key7))){
const err87 = {instancePath:instancePath+"/dns64",schemaPath:"#/properties/dns64/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.dns64,data:data43};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data43.backend !== undefined){
let data44 = data43.backend;
if(!(((((((data44 === "builtin") || (data44 === "bind9")) || (data44 === "unbound")) || (data44 === "aws")) || (data44 === "gcp")) || (data44 === "azure")) || (data44 === "own"))){
const err88 = {instancePath:instancePath+"/dns64/backend",schemaPath:"#/properties/dns64/properties/backend/enum",keyword:"enum",params:{allowedValues: schema31.properties.dns64.properties.backend.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.dns64.properties.backend.enum,parentSchema:schema31.properties.dns64.properties.backend,data:data44};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data43.own !== undefined){
let data45 = data43.own;
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
if(data45.file === undefined){
const err89 = {instancePath:instancePath+"/dns64/own",schemaPath:"#/$defs/own_backend/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema40.required,parentSchema:schema40,data:data45};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
for(const key8 in data45){
if(!((key8 === "file") || (key8 === "args"))){
const err90 = {instancePath:instancePath+"/dns64/own",schemaPath:"#/$defs/own_backend/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema40,data:data45};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data45.file !== undefined){
let data46 = data45.file;
if(typeof data46 === "string"){
if(func3(data46) < 1){
const err91 = {instancePath:instancePath+"/dns64/own/file",schemaPath:"#/$defs/own_backend/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema40.properties.file,data:data46};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
else {
const err92 = {instancePath:instancePath+"/dns64/own/file",schemaPath:"#/$defs/own_backend/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.properties.file.type,parentSchema:schema40.properties.file,data:data46};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
if(data45.args !== undefined){
let data47 = data45.args;
if(data47 && typeof data47 == "object" && !Array.isArray(data47)){
}
else {
const err93 = {instancePath:instancePath+"/dns64/own/args",schemaPath:"#/$defs/own_backend/properties/args/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema40.properties.args.type,parentSchema:schema40.properties.args,data:data47};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
}
else {
const err94 = {instancePath:instancePath+"/dns64/own",schemaPath:"#/$defs/own_backend/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema40.type,parentSchema:schema40,data:data45};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data43.resolvers !== undefined){
let data48 = data43.resolvers;
if(Array.isArray(data48)){
if(data48.length < 1){
const err95 = {instancePath:instancePath+"/dns64/resolvers",schemaPath:"#/properties/dns64/properties/resolvers/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.dns64.properties.resolvers,data:data48};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
const len5 = data48.length;
for(let i5=0; i5<len5; i5++){
let data49 = data48[i5];
if(typeof data49 === "string"){
if(!pattern9.test(data49)){
const err96 = {instancePath:instancePath+"/dns64/resolvers/" + i5,schemaPath:"#/$defs/host/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"},message:"must match pattern \""+"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"+"\"",schema:"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",parentSchema:schema41,data:data49};
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
const err97 = {instancePath:instancePath+"/dns64/resolvers/" + i5,schemaPath:"#/$defs/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data49};
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
const err98 = {instancePath:instancePath+"/dns64/resolvers",schemaPath:"#/properties/dns64/properties/resolvers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.dns64.properties.resolvers.type,parentSchema:schema31.properties.dns64.properties.resolvers,data:data48};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data43.upstream !== undefined){
let data50 = data43.upstream;
if(Array.isArray(data50)){
if(data50.length < 1){
const err99 = {instancePath:instancePath+"/dns64/upstream",schemaPath:"#/properties/dns64/properties/upstream/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.dns64.properties.upstream,data:data50};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
const len6 = data50.length;
for(let i6=0; i6<len6; i6++){
let data51 = data50[i6];
if(typeof data51 === "string"){
if(!(formats10(data51))){
const err100 = {instancePath:instancePath+"/dns64/upstream/" + i6,schemaPath:"#/properties/dns64/properties/upstream/items/format",keyword:"format",params:{format: "upstream"},message:"must match format \""+"upstream"+"\"",schema:"upstream",parentSchema:schema31.properties.dns64.properties.upstream.items,data:data51};
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
const err101 = {instancePath:instancePath+"/dns64/upstream/" + i6,schemaPath:"#/properties/dns64/properties/upstream/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.dns64.properties.upstream.items.type,parentSchema:schema31.properties.dns64.properties.upstream.items,data:data51};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
}
}
else {
const err102 = {instancePath:instancePath+"/dns64/upstream",schemaPath:"#/properties/dns64/properties/upstream/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.dns64.properties.upstream.type,parentSchema:schema31.properties.dns64.properties.upstream,data:data50};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
if(data43.clients !== undefined){
let data52 = data43.clients;
if(Array.isArray(data52)){
const len7 = data52.length;
for(let i7=0; i7<len7; i7++){
let data53 = data52[i7];
if(typeof data53 === "string"){
if(!(formats0(data53))){
const err103 = {instancePath:instancePath+"/dns64/clients/" + i7,schemaPath:"#/$defs/prefix6/format",keyword:"format",params:{format: "ipv6-prefix"},message:"must match format \""+"ipv6-prefix"+"\"",schema:"ipv6-prefix",parentSchema:schema39,data:data53};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
else {
const err104 = {instancePath:instancePath+"/dns64/clients/" + i7,schemaPath:"#/$defs/prefix6/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data53};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
}
else {
const err105 = {instancePath:instancePath+"/dns64/clients",schemaPath:"#/properties/dns64/properties/clients/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.dns64.properties.clients.type,parentSchema:schema31.properties.dns64.properties.clients,data:data52};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data43.exclude_a !== undefined){
let data54 = data43.exclude_a;
if(Array.isArray(data54)){
const len8 = data54.length;
for(let i8=0; i8<len8; i8++){
let data55 = data54[i8];
if(typeof data55 === "string"){
if(!(formats2(data55))){
const err106 = {instancePath:instancePath+"/dns64/exclude_a/" + i8,schemaPath:"#/$defs/ipv4_or_prefix/format",keyword:"format",params:{format: "ipv4-or-prefix"},message:"must match format \""+"ipv4-or-prefix"+"\"",schema:"ipv4-or-prefix",parentSchema:schema42,data:data55};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
else {
const err107 = {instancePath:instancePath+"/dns64/exclude_a/" + i8,schemaPath:"#/$defs/ipv4_or_prefix/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema42.type,parentSchema:schema42,data:data55};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
}
else {
const err108 = {instancePath:instancePath+"/dns64/exclude_a",schemaPath:"#/properties/dns64/properties/exclude_a/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.dns64.properties.exclude_a.type,parentSchema:schema31.properties.dns64.properties.exclude_a,data:data54};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data43.exclude_aaaa !== undefined){
let data56 = data43.exclude_aaaa;
if(Array.isArray(data56)){
const len9 = data56.length;
for(let i9=0; i9<len9; i9++){
let data57 = data56[i9];
if(typeof data57 === "string"){
if(!(formats0(data57))){
const err109 = {instancePath:instancePath+"/dns64/exclude_aaaa/" + i9,schemaPath:"#/$defs/prefix6/format",keyword:"format",params:{format: "ipv6-prefix"},message:"must match format \""+"ipv6-prefix"+"\"",schema:"ipv6-prefix",parentSchema:schema39,data:data57};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
else {
const err110 = {instancePath:instancePath+"/dns64/exclude_aaaa/" + i9,schemaPath:"#/$defs/prefix6/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data57};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
}
else {
const err111 = {instancePath:instancePath+"/dns64/exclude_aaaa",schemaPath:"#/properties/dns64/properties/exclude_aaaa/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.dns64.properties.exclude_aaaa.type,parentSchema:schema31.properties.dns64.properties.exclude_aaaa,data:data56};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
if(data43.validate !== undefined){
let data58 = data43.validate;
if(typeof data58 !== "boolean"){
const err112 = {instancePath:instancePath+"/dns64/validate",schemaPath:"#/properties/dns64/properties/validate/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema31.properties.dns64.properties.validate.type,parentSchema:schema31.properties.dns64.properties.validate,data:data58};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data43.trust_anchors !== undefined){
let data59 = data43.trust_anchors;
if(Array.isArray(data59)){
const len10 = data59.length;
for(let i10=0; i10<len10; i10++){
let data60 = data59[i10];
if(typeof data60 !== "string"){
const err113 = {instancePath:instancePath+"/dns64/trust_anchors/" + i10,schemaPath:"#/properties/dns64/properties/trust_anchors/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.dns64.properties.trust_anchors.items.type,parentSchema:schema31.properties.dns64.properties.trust_anchors.items,data:data60};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
}
else {
const err114 = {instancePath:instancePath+"/dns64/trust_anchors",schemaPath:"#/properties/dns64/properties/trust_anchors/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.dns64.properties.trust_anchors.type,parentSchema:schema31.properties.dns64.properties.trust_anchors,data:data59};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data43.unvalidated !== undefined){
let data61 = data43.unvalidated;
if(Array.isArray(data61)){
const len11 = data61.length;
for(let i11=0; i11<len11; i11++){
let data62 = data61[i11];
if(typeof data62 !== "string"){
const err115 = {instancePath:instancePath+"/dns64/unvalidated/" + i11,schemaPath:"#/properties/dns64/properties/unvalidated/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.dns64.properties.unvalidated.items.type,parentSchema:schema31.properties.dns64.properties.unvalidated.items,data:data62};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
}
else {
const err116 = {instancePath:instancePath+"/dns64/unvalidated",schemaPath:"#/properties/dns64/properties/unvalidated/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.dns64.properties.unvalidated.type,parentSchema:schema31.properties.dns64.properties.unvalidated,data:data61};
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
else {
const err117 = {instancePath:instancePath+"/dns64",schemaPath:"#/properties/dns64/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.dns64.type,parentSchema:schema31.properties.dns64,data:data43};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data.clouds !== undefined){
let data63 = data.clouds;
if(Array.isArray(data63)){
if(data63.length < 1){
const err118 = {instancePath:instancePath+"/clouds",schemaPath:"#/properties/clouds/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.clouds,data:data63};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
const len12 = data63.length;
for(let i12=0; i12<len12; i12++){
let data64 = data63[i12];
if(data64 && typeof data64 == "object" && !Array.isArray(data64)){
if(Object.keys(data64).length > 1){
const err119 = {instancePath:instancePath+"/clouds/" + i12,schemaPath:"#/properties/clouds/items/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema31.properties.clouds.items,data:data64};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
if(Object.keys(data64).length < 1){
const err120 = {instancePath:instancePath+"/clouds/" + i12,schemaPath:"#/properties/clouds/items/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema31.properties.clouds.items,data:data64};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
for(const key9 in data64){
if(!(((key9 === "aws") || (key9 === "gcp")) || (key9 === "azure"))){
const err121 = {instancePath:instancePath+"/clouds/" + i12,schemaPath:"#/properties/clouds/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.clouds.items,data:data64};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
if(data64.aws !== undefined){
let data65 = data64.aws;
if(data65 && typeof data65 == "object" && !Array.isArray(data65)){
if(data65.region === undefined){
const err122 = {instancePath:instancePath+"/clouds/" + i12+"/aws",schemaPath:"#/properties/clouds/items/properties/aws/required",keyword:"required",params:{missingProperty: "region"},message:"must have required property '"+"region"+"'",schema:schema31.properties.clouds.items.properties.aws.required,parentSchema:schema31.properties.clouds.items.properties.aws,data:data65};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
for(const key10 in data65){
if(!((((((((key10 === "region") || (key10 === "endpoint")) || (key10 === "routes")) || (key10 === "dns64_subnets")) || (key10 === "new_subnets")) || (key10 === "instances")) || (key10 === "security_groups")) || (key10 === "counterparts"))){
const err123 = {instancePath:instancePath+"/clouds/" + i12+"/aws",schemaPath:"#/properties/clouds/items/properties/aws/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.clouds.items.properties.aws,data:data65};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
if(data65.region !== undefined){
let data66 = data65.region;
if(typeof data66 === "string"){
if(!pattern15.test(data66)){
const err124 = {instancePath:instancePath+"/clouds/" + i12+"/aws/region",schemaPath:"#/properties/clouds/items/properties/aws/properties/region/pattern",keyword:"pattern",params:{pattern: "^[a-z]{2}(-[a-z]+)+-[0-9]$"},message:"must match pattern \""+"^[a-z]{2}(-[a-z]+)+-[0-9]$"+"\"",schema:"^[a-z]{2}(-[a-z]+)+-[0-9]$",parentSchema:schema31.properties.clouds.items.properties.aws.properties.region,data:data66};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
}
else {
const err125 = {instancePath:instancePath+"/clouds/" + i12+"/aws/region",schemaPath:"#/properties/clouds/items/properties/aws/properties/region/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.aws.properties.region.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.region,data:data66};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data65.endpoint !== undefined){
let data67 = data65.endpoint;
if(typeof data67 === "string"){
if(!pattern16.test(data67)){
const err126 = {instancePath:instancePath+"/clouds/" + i12+"/aws/endpoint",schemaPath:"#/properties/clouds/items/properties/aws/properties/endpoint/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema31.properties.clouds.items.properties.aws.properties.endpoint,data:data67};
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
const err127 = {instancePath:instancePath+"/clouds/" + i12+"/aws/endpoint",schemaPath:"#/properties/clouds/items/properties/aws/properties/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.aws.properties.endpoint.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.endpoint,data:data67};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
if(data65.routes !== undefined){
let data68 = data65.routes;
if(data68 && typeof data68 == "object" && !Array.isArray(data68)){
if(Object.keys(data68).length < 1){
const err128 = {instancePath:instancePath+"/clouds/" + i12+"/aws/routes",schemaPath:"#/properties/clouds/items/properties/aws/properties/routes/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema31.properties.clouds.items.properties.aws.properties.routes,data:data68};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
for(const key11 in data68){
if(!(pattern17.test(key11))){
const err129 = {instancePath:instancePath+"/clouds/" + i12+"/aws/routes",schemaPath:"#/properties/clouds/items/properties/aws/properties/routes/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.clouds.items.properties.aws.properties.routes,data:data68};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
for(const key12 in data68){
if(pattern17.test(key12)){
let data69 = data68[key12];
if(typeof data69 === "string"){
if(!pattern19.test(data69)){
const err130 = {instancePath:instancePath+"/clouds/" + i12+"/aws/routes/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/clouds/items/properties/aws/properties/routes/patternProperties/%5Ertb-%5B0-9a-f%5D%7B8%2C17%7D%24/pattern",keyword:"pattern",params:{pattern: "^nat-[0-9a-f]{8,17}$"},message:"must match pattern \""+"^nat-[0-9a-f]{8,17}$"+"\"",schema:"^nat-[0-9a-f]{8,17}$",parentSchema:schema31.properties.clouds.items.properties.aws.properties.routes.patternProperties["^rtb-[0-9a-f]{8,17}$"],data:data69};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
else {
const err131 = {instancePath:instancePath+"/clouds/" + i12+"/aws/routes/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/clouds/items/properties/aws/properties/routes/patternProperties/%5Ertb-%5B0-9a-f%5D%7B8%2C17%7D%24/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.aws.properties.routes.patternProperties["^rtb-[0-9a-f]{8,17}$"].type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.routes.patternProperties["^rtb-[0-9a-f]{8,17}$"],data:data69};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
}
}
else {
const err132 = {instancePath:instancePath+"/clouds/" + i12+"/aws/routes",schemaPath:"#/properties/clouds/items/properties/aws/properties/routes/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.clouds.items.properties.aws.properties.routes.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.routes,data:data68};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data65.dns64_subnets !== undefined){
let data70 = data65.dns64_subnets;
if(Array.isArray(data70)){
if(data70.length < 1){
const err133 = {instancePath:instancePath+"/clouds/" + i12+"/aws/dns64_subnets",schemaPath:"#/properties/clouds/items/properties/aws/properties/dns64_subnets/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.clouds.items.properties.aws.properties.dns64_subnets,data:data70};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
const len13 = data70.length;
for(let i13=0; i13<len13; i13++){
let data71 = data70[i13];
if(typeof data71 === "string"){
if(!pattern20.test(data71)){
const err134 = {instancePath:instancePath+"/clouds/" + i12+"/aws/dns64_subnets/" + i13,schemaPath:"#/properties/clouds/items/properties/aws/properties/dns64_subnets/items/pattern",keyword:"pattern",params:{pattern: "^subnet-[0-9a-f]{8,17}$"},message:"must match pattern \""+"^subnet-[0-9a-f]{8,17}$"+"\"",schema:"^subnet-[0-9a-f]{8,17}$",parentSchema:schema31.properties.clouds.items.properties.aws.properties.dns64_subnets.items,data:data71};
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
const err135 = {instancePath:instancePath+"/clouds/" + i12+"/aws/dns64_subnets/" + i13,schemaPath:"#/properties/clouds/items/properties/aws/properties/dns64_subnets/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.aws.properties.dns64_subnets.items.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.dns64_subnets.items,data:data71};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
let i14 = data70.length;
let j0;
if(i14 > 1){
const indices0 = SCHEMA["$defs"]["gate_with_args"]["properties"]["ssh.fresh6"]["properties"];
for(;i14--;){
let item0 = data70[i14];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err136 = {instancePath:instancePath+"/clouds/" + i12+"/aws/dns64_subnets",schemaPath:"#/properties/clouds/items/properties/aws/properties/dns64_subnets/uniqueItems",keyword:"uniqueItems",params:{i: i14, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i14+" are identical)",schema:true,parentSchema:schema31.properties.clouds.items.properties.aws.properties.dns64_subnets,data:data70};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
break;
}
indices0[item0] = i14;
}
}
}
else {
const err137 = {instancePath:instancePath+"/clouds/" + i12+"/aws/dns64_subnets",schemaPath:"#/properties/clouds/items/properties/aws/properties/dns64_subnets/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.clouds.items.properties.aws.properties.dns64_subnets.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.dns64_subnets,data:data70};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data65.new_subnets !== undefined){
let data72 = data65.new_subnets;
if(Array.isArray(data72)){
if(data72.length < 1){
const err138 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets",schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets,data:data72};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
const len14 = data72.length;
for(let i15=0; i15<len14; i15++){
let data73 = data72[i15];
if(data73 && typeof data73 == "object" && !Array.isArray(data73)){
if(data73.vpc === undefined){
const err139 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15,schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/required",keyword:"required",params:{missingProperty: "vpc"},message:"must have required property '"+"vpc"+"'",schema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.required,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items,data:data73};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
if(data73.zone === undefined){
const err140 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15,schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/required",keyword:"required",params:{missingProperty: "zone"},message:"must have required property '"+"zone"+"'",schema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.required,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items,data:data73};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
if(data73.ipv6 === undefined){
const err141 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15,schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/required",keyword:"required",params:{missingProperty: "ipv6"},message:"must have required property '"+"ipv6"+"'",schema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.required,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items,data:data73};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if(data73.route_table === undefined){
const err142 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15,schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/required",keyword:"required",params:{missingProperty: "route_table"},message:"must have required property '"+"route_table"+"'",schema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.required,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items,data:data73};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
if(data73.name === undefined){
const err143 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15,schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.required,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items,data:data73};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
for(const key13 in data73){
if(!(((((key13 === "vpc") || (key13 === "zone")) || (key13 === "ipv6")) || (key13 === "route_table")) || (key13 === "name"))){
const err144 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15,schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items,data:data73};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
if(data73.vpc !== undefined){
let data74 = data73.vpc;
if(typeof data74 === "string"){
if(!pattern21.test(data74)){
const err145 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15+"/vpc",schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/properties/vpc/pattern",keyword:"pattern",params:{pattern: "^vpc-[0-9a-f]{8,17}$"},message:"must match pattern \""+"^vpc-[0-9a-f]{8,17}$"+"\"",schema:"^vpc-[0-9a-f]{8,17}$",parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.vpc,data:data74};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
}
else {
const err146 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15+"/vpc",schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/properties/vpc/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.vpc.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.vpc,data:data74};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
if(data73.zone !== undefined){
let data75 = data73.zone;
if(typeof data75 === "string"){
if(!pattern22.test(data75)){
const err147 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15+"/zone",schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/properties/zone/pattern",keyword:"pattern",params:{pattern: "^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$"},message:"must match pattern \""+"^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$"+"\"",schema:"^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$",parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.zone,data:data75};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
else {
const err148 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15+"/zone",schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/properties/zone/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.zone.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.zone,data:data75};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
}
if(data73.ipv6 !== undefined){
let data76 = data73.ipv6;
if(typeof data76 === "string"){
if(!(formats0(data76))){
const err149 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15+"/ipv6",schemaPath:"#/$defs/prefix6/format",keyword:"format",params:{format: "ipv6-prefix"},message:"must match format \""+"ipv6-prefix"+"\"",schema:"ipv6-prefix",parentSchema:schema39,data:data76};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
else {
const err150 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15+"/ipv6",schemaPath:"#/$defs/prefix6/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data76};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
if(data73.route_table !== undefined){
let data77 = data73.route_table;
if(typeof data77 === "string"){
if(!pattern17.test(data77)){
const err151 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15+"/route_table",schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/properties/route_table/pattern",keyword:"pattern",params:{pattern: "^rtb-[0-9a-f]{8,17}$"},message:"must match pattern \""+"^rtb-[0-9a-f]{8,17}$"+"\"",schema:"^rtb-[0-9a-f]{8,17}$",parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.route_table,data:data77};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
else {
const err152 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15+"/route_table",schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/properties/route_table/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.route_table.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.route_table,data:data77};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
}
if(data73.name !== undefined){
let data78 = data73.name;
if(typeof data78 === "string"){
if(func3(data78) > 255){
const err153 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15+"/name",schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/properties/name/maxLength",keyword:"maxLength",params:{limit: 255},message:"must NOT have more than 255 characters",schema:255,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.name,data:data78};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
if(func3(data78) < 1){
const err154 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15+"/name",schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.name,data:data78};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
else {
const err155 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15+"/name",schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.name.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.properties.name,data:data78};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
}
}
else {
const err156 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets/" + i15,schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.items,data:data73};
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
else {
const err157 = {instancePath:instancePath+"/clouds/" + i12+"/aws/new_subnets",schemaPath:"#/properties/clouds/items/properties/aws/properties/new_subnets/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.clouds.items.properties.aws.properties.new_subnets.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.new_subnets,data:data72};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
if(data65.instances !== undefined){
let data79 = data65.instances;
if(data79 && typeof data79 == "object" && !Array.isArray(data79)){
if(Object.keys(data79).length < 1){
const err158 = {instancePath:instancePath+"/clouds/" + i12+"/aws/instances",schemaPath:"#/properties/clouds/items/properties/aws/properties/instances/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema31.properties.clouds.items.properties.aws.properties.instances,data:data79};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
for(const key14 in data79){
let data80 = data79[key14];
if(typeof data80 === "string"){
if(!pattern24.test(data80)){
const err159 = {instancePath:instancePath+"/clouds/" + i12+"/aws/instances/" + key14.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/clouds/items/properties/aws/properties/instances/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^i-[0-9a-f]{8,17}$"},message:"must match pattern \""+"^i-[0-9a-f]{8,17}$"+"\"",schema:"^i-[0-9a-f]{8,17}$",parentSchema:schema31.properties.clouds.items.properties.aws.properties.instances.additionalProperties,data:data80};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
}
else {
const err160 = {instancePath:instancePath+"/clouds/" + i12+"/aws/instances/" + key14.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/clouds/items/properties/aws/properties/instances/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.aws.properties.instances.additionalProperties.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.instances.additionalProperties,data:data80};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
}
else {
const err161 = {instancePath:instancePath+"/clouds/" + i12+"/aws/instances",schemaPath:"#/properties/clouds/items/properties/aws/properties/instances/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.clouds.items.properties.aws.properties.instances.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.instances,data:data79};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
}
if(data65.security_groups !== undefined){
let data81 = data65.security_groups;
if(Array.isArray(data81)){
if(data81.length < 1){
const err162 = {instancePath:instancePath+"/clouds/" + i12+"/aws/security_groups",schemaPath:"#/properties/clouds/items/properties/aws/properties/security_groups/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.clouds.items.properties.aws.properties.security_groups,data:data81};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
const len15 = data81.length;
for(let i16=0; i16<len15; i16++){
let data82 = data81[i16];
if(typeof data82 === "string"){
if(!pattern25.test(data82)){
const err163 = {instancePath:instancePath+"/clouds/" + i12+"/aws/security_groups/" + i16,schemaPath:"#/properties/clouds/items/properties/aws/properties/security_groups/items/pattern",keyword:"pattern",params:{pattern: "^sg-[0-9a-f]{8,17}$"},message:"must match pattern \""+"^sg-[0-9a-f]{8,17}$"+"\"",schema:"^sg-[0-9a-f]{8,17}$",parentSchema:schema31.properties.clouds.items.properties.aws.properties.security_groups.items,data:data82};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
else {
const err164 = {instancePath:instancePath+"/clouds/" + i12+"/aws/security_groups/" + i16,schemaPath:"#/properties/clouds/items/properties/aws/properties/security_groups/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.aws.properties.security_groups.items.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.security_groups.items,data:data82};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
}
let i17 = data81.length;
let j1;
if(i17 > 1){
const indices1 = SCHEMA["$defs"]["gate_with_args"]["properties"]["ssh.fresh6"]["properties"];
for(;i17--;){
let item1 = data81[i17];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err165 = {instancePath:instancePath+"/clouds/" + i12+"/aws/security_groups",schemaPath:"#/properties/clouds/items/properties/aws/properties/security_groups/uniqueItems",keyword:"uniqueItems",params:{i: i17, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i17+" are identical)",schema:true,parentSchema:schema31.properties.clouds.items.properties.aws.properties.security_groups,data:data81};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
break;
}
indices1[item1] = i17;
}
}
}
else {
const err166 = {instancePath:instancePath+"/clouds/" + i12+"/aws/security_groups",schemaPath:"#/properties/clouds/items/properties/aws/properties/security_groups/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.clouds.items.properties.aws.properties.security_groups.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.security_groups,data:data81};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
if(data65.counterparts !== undefined){
let data83 = data65.counterparts;
if(data83 && typeof data83 == "object" && !Array.isArray(data83)){
for(const key15 in data83){
let data84 = data83[key15];
const _errs199 = errors;
let valid67 = false;
const _errs200 = errors;
if("none" !== data84){
const err167 = {instancePath:instancePath+"/clouds/" + i12+"/aws/counterparts/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/clouds/items/properties/aws/properties/counterparts/additionalProperties/anyOf/0/const",keyword:"const",params:{allowedValue: "none"},message:"must be equal to constant",schema:"none",parentSchema:schema31.properties.clouds.items.properties.aws.properties.counterparts.additionalProperties.anyOf[0],data:data84};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
var _valid1 = _errs200 === errors;
valid67 = valid67 || _valid1;
const _errs201 = errors;
if(typeof data84 === "string"){
if(!(formats0(data84))){
const err168 = {instancePath:instancePath+"/clouds/" + i12+"/aws/counterparts/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/prefix6/format",keyword:"format",params:{format: "ipv6-prefix"},message:"must match format \""+"ipv6-prefix"+"\"",schema:"ipv6-prefix",parentSchema:schema39,data:data84};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
}
else {
const err169 = {instancePath:instancePath+"/clouds/" + i12+"/aws/counterparts/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/prefix6/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data84};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
var _valid1 = _errs201 === errors;
valid67 = valid67 || _valid1;
if(!valid67){
const err170 = {instancePath:instancePath+"/clouds/" + i12+"/aws/counterparts/" + key15.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/clouds/items/properties/aws/properties/counterparts/additionalProperties/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema31.properties.clouds.items.properties.aws.properties.counterparts.additionalProperties.anyOf,parentSchema:schema31.properties.clouds.items.properties.aws.properties.counterparts.additionalProperties,data:data84};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
else {
errors = _errs199;
if(vErrors !== null){
if(_errs199){
vErrors.length = _errs199;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err171 = {instancePath:instancePath+"/clouds/" + i12+"/aws/counterparts",schemaPath:"#/properties/clouds/items/properties/aws/properties/counterparts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.clouds.items.properties.aws.properties.counterparts.type,parentSchema:schema31.properties.clouds.items.properties.aws.properties.counterparts,data:data83};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
}
else {
const err172 = {instancePath:instancePath+"/clouds/" + i12+"/aws",schemaPath:"#/properties/clouds/items/properties/aws/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.clouds.items.properties.aws.type,parentSchema:schema31.properties.clouds.items.properties.aws,data:data65};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
if(data64.gcp !== undefined){
let data85 = data64.gcp;
if(data85 && typeof data85 == "object" && !Array.isArray(data85)){
if(data85.project === undefined){
const err173 = {instancePath:instancePath+"/clouds/" + i12+"/gcp",schemaPath:"#/properties/clouds/items/properties/gcp/required",keyword:"required",params:{missingProperty: "project"},message:"must have required property '"+"project"+"'",schema:schema31.properties.clouds.items.properties.gcp.required,parentSchema:schema31.properties.clouds.items.properties.gcp,data:data85};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
if(data85.region === undefined){
const err174 = {instancePath:instancePath+"/clouds/" + i12+"/gcp",schemaPath:"#/properties/clouds/items/properties/gcp/required",keyword:"required",params:{missingProperty: "region"},message:"must have required property '"+"region"+"'",schema:schema31.properties.clouds.items.properties.gcp.required,parentSchema:schema31.properties.clouds.items.properties.gcp,data:data85};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
for(const key16 in data85){
if(!((((((key16 === "project") || (key16 === "region")) || (key16 === "endpoint")) || (key16 === "nats")) || (key16 === "dns_policy")) || (key16 === "hosts"))){
const err175 = {instancePath:instancePath+"/clouds/" + i12+"/gcp",schemaPath:"#/properties/clouds/items/properties/gcp/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.clouds.items.properties.gcp,data:data85};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
if(data85.project !== undefined){
let data86 = data85.project;
if(typeof data86 === "string"){
if(!pattern26.test(data86)){
const err176 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/project",schemaPath:"#/properties/clouds/items/properties/gcp/properties/project/pattern",keyword:"pattern",params:{pattern: "^[a-z][-a-z0-9:.]{4,61}[a-z0-9]$"},message:"must match pattern \""+"^[a-z][-a-z0-9:.]{4,61}[a-z0-9]$"+"\"",schema:"^[a-z][-a-z0-9:.]{4,61}[a-z0-9]$",parentSchema:schema31.properties.clouds.items.properties.gcp.properties.project,data:data86};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
else {
const err177 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/project",schemaPath:"#/properties/clouds/items/properties/gcp/properties/project/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.gcp.properties.project.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.project,data:data86};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
}
if(data85.region !== undefined){
let data87 = data85.region;
if(typeof data87 === "string"){
if(!pattern27.test(data87)){
const err178 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/region",schemaPath:"#/properties/clouds/items/properties/gcp/properties/region/pattern",keyword:"pattern",params:{pattern: "^[a-z]+(-[a-z]+)+[0-9]$"},message:"must match pattern \""+"^[a-z]+(-[a-z]+)+[0-9]$"+"\"",schema:"^[a-z]+(-[a-z]+)+[0-9]$",parentSchema:schema31.properties.clouds.items.properties.gcp.properties.region,data:data87};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
else {
const err179 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/region",schemaPath:"#/properties/clouds/items/properties/gcp/properties/region/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.gcp.properties.region.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.region,data:data87};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
if(data85.endpoint !== undefined){
let data88 = data85.endpoint;
if(typeof data88 === "string"){
if(!pattern16.test(data88)){
const err180 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/endpoint",schemaPath:"#/properties/clouds/items/properties/gcp/properties/endpoint/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema31.properties.clouds.items.properties.gcp.properties.endpoint,data:data88};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
else {
const err181 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/endpoint",schemaPath:"#/properties/clouds/items/properties/gcp/properties/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.gcp.properties.endpoint.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.endpoint,data:data88};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
}
if(data85.nats !== undefined){
let data89 = data85.nats;
if(Array.isArray(data89)){
if(data89.length < 1){
const err182 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats",schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats,data:data89};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
const len16 = data89.length;
for(let i18=0; i18<len16; i18++){
let data90 = data89[i18];
if(data90 && typeof data90 == "object" && !Array.isArray(data90)){
if(data90.router === undefined){
const err183 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18,schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/required",keyword:"required",params:{missingProperty: "router"},message:"must have required property '"+"router"+"'",schema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.required,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items,data:data90};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
if(data90.nat === undefined){
const err184 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18,schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/required",keyword:"required",params:{missingProperty: "nat"},message:"must have required property '"+"nat"+"'",schema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.required,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items,data:data90};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
if(data90.subnets === undefined){
const err185 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18,schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/required",keyword:"required",params:{missingProperty: "subnets"},message:"must have required property '"+"subnets"+"'",schema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.required,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items,data:data90};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
for(const key17 in data90){
if(!(((key17 === "router") || (key17 === "nat")) || (key17 === "subnets"))){
const err186 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18,schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items,data:data90};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
if(data90.router !== undefined){
let data91 = data90.router;
if(typeof data91 === "string"){
if(!pattern29.test(data91)){
const err187 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18+"/router",schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/properties/router/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$",parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.router,data:data91};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
else {
const err188 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18+"/router",schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/properties/router/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.router.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.router,data:data91};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
if(data90.nat !== undefined){
let data92 = data90.nat;
if(typeof data92 === "string"){
if(!pattern29.test(data92)){
const err189 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18+"/nat",schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/properties/nat/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$",parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.nat,data:data92};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
else {
const err190 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18+"/nat",schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/properties/nat/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.nat.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.nat,data:data92};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data90.subnets !== undefined){
let data93 = data90.subnets;
const _errs223 = errors;
let valid73 = false;
const _errs224 = errors;
if("all" !== data93){
const err191 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18+"/subnets",schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/properties/subnets/anyOf/0/const",keyword:"const",params:{allowedValue: "all"},message:"must be equal to constant",schema:"all",parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.subnets.anyOf[0],data:data93};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
var _valid2 = _errs224 === errors;
valid73 = valid73 || _valid2;
const _errs225 = errors;
if(Array.isArray(data93)){
if(data93.length < 1){
const err192 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18+"/subnets",schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/properties/subnets/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.subnets.anyOf[1],data:data93};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
const len17 = data93.length;
for(let i19=0; i19<len17; i19++){
let data94 = data93[i19];
if(typeof data94 === "string"){
if(!pattern29.test(data94)){
const err193 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18+"/subnets/" + i19,schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/properties/subnets/anyOf/1/items/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$",parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.subnets.anyOf[1].items,data:data94};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
else {
const err194 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18+"/subnets/" + i19,schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/properties/subnets/anyOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.subnets.anyOf[1].items.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.subnets.anyOf[1].items,data:data94};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
}
let i20 = data93.length;
let j2;
if(i20 > 1){
const indices2 = SCHEMA["$defs"]["gate_with_args"]["properties"]["ssh.fresh6"]["properties"];
for(;i20--;){
let item2 = data93[i20];
if(typeof item2 !== "string"){
continue;
}
if(typeof indices2[item2] == "number"){
j2 = indices2[item2];
const err195 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18+"/subnets",schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/properties/subnets/anyOf/1/uniqueItems",keyword:"uniqueItems",params:{i: i20, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i20+" are identical)",schema:true,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.subnets.anyOf[1],data:data93};
if(vErrors === null){
vErrors = [err195];
}
else {
vErrors.push(err195);
}
errors++;
break;
}
indices2[item2] = i20;
}
}
}
else {
const err196 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18+"/subnets",schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/properties/subnets/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.subnets.anyOf[1].type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.subnets.anyOf[1],data:data93};
if(vErrors === null){
vErrors = [err196];
}
else {
vErrors.push(err196);
}
errors++;
}
var _valid2 = _errs225 === errors;
valid73 = valid73 || _valid2;
if(!valid73){
const err197 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18+"/subnets",schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/properties/subnets/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.subnets.anyOf,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.properties.subnets,data:data93};
if(vErrors === null){
vErrors = [err197];
}
else {
vErrors.push(err197);
}
errors++;
}
else {
errors = _errs223;
if(vErrors !== null){
if(_errs223){
vErrors.length = _errs223;
}
else {
vErrors = null;
}
}
}
}
}
else {
const err198 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats/" + i18,schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.clouds.items.properties.gcp.properties.nats.items.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats.items,data:data90};
if(vErrors === null){
vErrors = [err198];
}
else {
vErrors.push(err198);
}
errors++;
}
}
}
else {
const err199 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/nats",schemaPath:"#/properties/clouds/items/properties/gcp/properties/nats/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.clouds.items.properties.gcp.properties.nats.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.nats,data:data89};
if(vErrors === null){
vErrors = [err199];
}
else {
vErrors.push(err199);
}
errors++;
}
}
if(data85.dns_policy !== undefined){
let data95 = data85.dns_policy;
if(data95 && typeof data95 == "object" && !Array.isArray(data95)){
if(data95.name === undefined){
const err200 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/dns_policy",schemaPath:"#/properties/clouds/items/properties/gcp/properties/dns_policy/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.required,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy,data:data95};
if(vErrors === null){
vErrors = [err200];
}
else {
vErrors.push(err200);
}
errors++;
}
if(data95.networks === undefined){
const err201 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/dns_policy",schemaPath:"#/properties/clouds/items/properties/gcp/properties/dns_policy/required",keyword:"required",params:{missingProperty: "networks"},message:"must have required property '"+"networks"+"'",schema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.required,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy,data:data95};
if(vErrors === null){
vErrors = [err201];
}
else {
vErrors.push(err201);
}
errors++;
}
for(const key18 in data95){
if(!((key18 === "name") || (key18 === "networks"))){
const err202 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/dns_policy",schemaPath:"#/properties/clouds/items/properties/gcp/properties/dns_policy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy,data:data95};
if(vErrors === null){
vErrors = [err202];
}
else {
vErrors.push(err202);
}
errors++;
}
}
if(data95.name !== undefined){
let data96 = data95.name;
if(typeof data96 === "string"){
if(!pattern29.test(data96)){
const err203 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/dns_policy/name",schemaPath:"#/properties/clouds/items/properties/gcp/properties/dns_policy/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$",parentSchema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.properties.name,data:data96};
if(vErrors === null){
vErrors = [err203];
}
else {
vErrors.push(err203);
}
errors++;
}
}
else {
const err204 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/dns_policy/name",schemaPath:"#/properties/clouds/items/properties/gcp/properties/dns_policy/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.properties.name.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.properties.name,data:data96};
if(vErrors === null){
vErrors = [err204];
}
else {
vErrors.push(err204);
}
errors++;
}
}
if(data95.networks !== undefined){
let data97 = data95.networks;
if(Array.isArray(data97)){
if(data97.length < 1){
const err205 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/dns_policy/networks",schemaPath:"#/properties/clouds/items/properties/gcp/properties/dns_policy/properties/networks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.properties.networks,data:data97};
if(vErrors === null){
vErrors = [err205];
}
else {
vErrors.push(err205);
}
errors++;
}
const len18 = data97.length;
for(let i21=0; i21<len18; i21++){
let data98 = data97[i21];
if(typeof data98 === "string"){
if(!pattern29.test(data98)){
const err206 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/dns_policy/networks/" + i21,schemaPath:"#/properties/clouds/items/properties/gcp/properties/dns_policy/properties/networks/items/pattern",keyword:"pattern",params:{pattern: "^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$",parentSchema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.properties.networks.items,data:data98};
if(vErrors === null){
vErrors = [err206];
}
else {
vErrors.push(err206);
}
errors++;
}
}
else {
const err207 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/dns_policy/networks/" + i21,schemaPath:"#/properties/clouds/items/properties/gcp/properties/dns_policy/properties/networks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.properties.networks.items.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.properties.networks.items,data:data98};
if(vErrors === null){
vErrors = [err207];
}
else {
vErrors.push(err207);
}
errors++;
}
}
let i22 = data97.length;
let j3;
if(i22 > 1){
const indices3 = SCHEMA["$defs"]["gate_with_args"]["properties"]["ssh.fresh6"]["properties"];
for(;i22--;){
let item3 = data97[i22];
if(typeof item3 !== "string"){
continue;
}
if(typeof indices3[item3] == "number"){
j3 = indices3[item3];
const err208 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/dns_policy/networks",schemaPath:"#/properties/clouds/items/properties/gcp/properties/dns_policy/properties/networks/uniqueItems",keyword:"uniqueItems",params:{i: i22, j: j3},message:"must NOT have duplicate items (items ## "+j3+" and "+i22+" are identical)",schema:true,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.properties.networks,data:data97};
if(vErrors === null){
vErrors = [err208];
}
else {
vErrors.push(err208);
}
errors++;
break;
}
indices3[item3] = i22;
}
}
}
else {
const err209 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/dns_policy/networks",schemaPath:"#/properties/clouds/items/properties/gcp/properties/dns_policy/properties/networks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.properties.networks.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.properties.networks,data:data97};
if(vErrors === null){
vErrors = [err209];
}
else {
vErrors.push(err209);
}
errors++;
}
}
}
else {
const err210 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/dns_policy",schemaPath:"#/properties/clouds/items/properties/gcp/properties/dns_policy/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.dns_policy,data:data95};
if(vErrors === null){
vErrors = [err210];
}
else {
vErrors.push(err210);
}
errors++;
}
}
if(data85.hosts !== undefined){
let data99 = data85.hosts;
if(Array.isArray(data99)){
if(data99.length < 1){
const err211 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/hosts",schemaPath:"#/properties/clouds/items/properties/gcp/properties/hosts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.hosts,data:data99};
if(vErrors === null){
vErrors = [err211];
}
else {
vErrors.push(err211);
}
errors++;
}
const len19 = data99.length;
for(let i23=0; i23<len19; i23++){
let data100 = data99[i23];
if(typeof data100 === "string"){
if(!pattern9.test(data100)){
const err212 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/hosts/" + i23,schemaPath:"#/$defs/host/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"},message:"must match pattern \""+"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"+"\"",schema:"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",parentSchema:schema41,data:data100};
if(vErrors === null){
vErrors = [err212];
}
else {
vErrors.push(err212);
}
errors++;
}
}
else {
const err213 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/hosts/" + i23,schemaPath:"#/$defs/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data100};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
}
}
else {
const err214 = {instancePath:instancePath+"/clouds/" + i12+"/gcp/hosts",schemaPath:"#/properties/clouds/items/properties/gcp/properties/hosts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.clouds.items.properties.gcp.properties.hosts.type,parentSchema:schema31.properties.clouds.items.properties.gcp.properties.hosts,data:data99};
if(vErrors === null){
vErrors = [err214];
}
else {
vErrors.push(err214);
}
errors++;
}
}
}
else {
const err215 = {instancePath:instancePath+"/clouds/" + i12+"/gcp",schemaPath:"#/properties/clouds/items/properties/gcp/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.clouds.items.properties.gcp.type,parentSchema:schema31.properties.clouds.items.properties.gcp,data:data85};
if(vErrors === null){
vErrors = [err215];
}
else {
vErrors.push(err215);
}
errors++;
}
}
if(data64.azure !== undefined){
let data101 = data64.azure;
if(data101 && typeof data101 == "object" && !Array.isArray(data101)){
if(data101.subscription === undefined){
const err216 = {instancePath:instancePath+"/clouds/" + i12+"/azure",schemaPath:"#/properties/clouds/items/properties/azure/required",keyword:"required",params:{missingProperty: "subscription"},message:"must have required property '"+"subscription"+"'",schema:schema31.properties.clouds.items.properties.azure.required,parentSchema:schema31.properties.clouds.items.properties.azure,data:data101};
if(vErrors === null){
vErrors = [err216];
}
else {
vErrors.push(err216);
}
errors++;
}
if(data101.resource_group === undefined){
const err217 = {instancePath:instancePath+"/clouds/" + i12+"/azure",schemaPath:"#/properties/clouds/items/properties/azure/required",keyword:"required",params:{missingProperty: "resource_group"},message:"must have required property '"+"resource_group"+"'",schema:schema31.properties.clouds.items.properties.azure.required,parentSchema:schema31.properties.clouds.items.properties.azure,data:data101};
if(vErrors === null){
vErrors = [err217];
}
else {
vErrors.push(err217);
}
errors++;
}
if(data101.nat_gateways === undefined){
const err218 = {instancePath:instancePath+"/clouds/" + i12+"/azure",schemaPath:"#/properties/clouds/items/properties/azure/required",keyword:"required",params:{missingProperty: "nat_gateways"},message:"must have required property '"+"nat_gateways"+"'",schema:schema31.properties.clouds.items.properties.azure.required,parentSchema:schema31.properties.clouds.items.properties.azure,data:data101};
if(vErrors === null){
vErrors = [err218];
}
else {
vErrors.push(err218);
}
errors++;
}
for(const key19 in data101){
if(!(((((key19 === "subscription") || (key19 === "resource_group")) || (key19 === "endpoint")) || (key19 === "nat_gateways")) || (key19 === "hosts"))){
const err219 = {instancePath:instancePath+"/clouds/" + i12+"/azure",schemaPath:"#/properties/clouds/items/properties/azure/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.clouds.items.properties.azure,data:data101};
if(vErrors === null){
vErrors = [err219];
}
else {
vErrors.push(err219);
}
errors++;
}
}
if(data101.subscription !== undefined){
let data102 = data101.subscription;
if(typeof data102 === "string"){
if(!pattern35.test(data102)){
const err220 = {instancePath:instancePath+"/clouds/" + i12+"/azure/subscription",schemaPath:"#/properties/clouds/items/properties/azure/properties/subscription/pattern",keyword:"pattern",params:{pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"},message:"must match pattern \""+"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"+"\"",schema:"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",parentSchema:schema31.properties.clouds.items.properties.azure.properties.subscription,data:data102};
if(vErrors === null){
vErrors = [err220];
}
else {
vErrors.push(err220);
}
errors++;
}
}
else {
const err221 = {instancePath:instancePath+"/clouds/" + i12+"/azure/subscription",schemaPath:"#/properties/clouds/items/properties/azure/properties/subscription/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.azure.properties.subscription.type,parentSchema:schema31.properties.clouds.items.properties.azure.properties.subscription,data:data102};
if(vErrors === null){
vErrors = [err221];
}
else {
vErrors.push(err221);
}
errors++;
}
}
if(data101.resource_group !== undefined){
let data103 = data101.resource_group;
if(typeof data103 === "string"){
if(!pattern36.test(data103)){
const err222 = {instancePath:instancePath+"/clouds/" + i12+"/azure/resource_group",schemaPath:"#/properties/clouds/items/properties/azure/properties/resource_group/pattern",keyword:"pattern",params:{pattern: "^[-\\w._()]{1,90}$"},message:"must match pattern \""+"^[-\\w._()]{1,90}$"+"\"",schema:"^[-\\w._()]{1,90}$",parentSchema:schema31.properties.clouds.items.properties.azure.properties.resource_group,data:data103};
if(vErrors === null){
vErrors = [err222];
}
else {
vErrors.push(err222);
}
errors++;
}
}
else {
const err223 = {instancePath:instancePath+"/clouds/" + i12+"/azure/resource_group",schemaPath:"#/properties/clouds/items/properties/azure/properties/resource_group/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.azure.properties.resource_group.type,parentSchema:schema31.properties.clouds.items.properties.azure.properties.resource_group,data:data103};
if(vErrors === null){
vErrors = [err223];
}
else {
vErrors.push(err223);
}
errors++;
}
}
if(data101.endpoint !== undefined){
let data104 = data101.endpoint;
if(typeof data104 === "string"){
if(!pattern16.test(data104)){
const err224 = {instancePath:instancePath+"/clouds/" + i12+"/azure/endpoint",schemaPath:"#/properties/clouds/items/properties/azure/properties/endpoint/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema31.properties.clouds.items.properties.azure.properties.endpoint,data:data104};
if(vErrors === null){
vErrors = [err224];
}
else {
vErrors.push(err224);
}
errors++;
}
}
else {
const err225 = {instancePath:instancePath+"/clouds/" + i12+"/azure/endpoint",schemaPath:"#/properties/clouds/items/properties/azure/properties/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.azure.properties.endpoint.type,parentSchema:schema31.properties.clouds.items.properties.azure.properties.endpoint,data:data104};
if(vErrors === null){
vErrors = [err225];
}
else {
vErrors.push(err225);
}
errors++;
}
}
if(data101.nat_gateways !== undefined){
let data105 = data101.nat_gateways;
if(Array.isArray(data105)){
if(data105.length < 1){
const err226 = {instancePath:instancePath+"/clouds/" + i12+"/azure/nat_gateways",schemaPath:"#/properties/clouds/items/properties/azure/properties/nat_gateways/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways,data:data105};
if(vErrors === null){
vErrors = [err226];
}
else {
vErrors.push(err226);
}
errors++;
}
const len20 = data105.length;
for(let i24=0; i24<len20; i24++){
let data106 = data105[i24];
if(data106 && typeof data106 == "object" && !Array.isArray(data106)){
if(data106.name === undefined){
const err227 = {instancePath:instancePath+"/clouds/" + i12+"/azure/nat_gateways/" + i24,schemaPath:"#/properties/clouds/items/properties/azure/properties/nat_gateways/items/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items.required,parentSchema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items,data:data106};
if(vErrors === null){
vErrors = [err227];
}
else {
vErrors.push(err227);
}
errors++;
}
for(const key20 in data106){
if(!((key20 === "name") || (key20 === "public_ipv6"))){
const err228 = {instancePath:instancePath+"/clouds/" + i12+"/azure/nat_gateways/" + i24,schemaPath:"#/properties/clouds/items/properties/azure/properties/nat_gateways/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items,data:data106};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
}
if(data106.name !== undefined){
let data107 = data106.name;
if(typeof data107 === "string"){
if(!pattern38.test(data107)){
const err229 = {instancePath:instancePath+"/clouds/" + i12+"/azure/nat_gateways/" + i24+"/name",schemaPath:"#/properties/clouds/items/properties/azure/properties/nat_gateways/items/properties/name/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9]([-\\w.]{0,78}\\w)?$"},message:"must match pattern \""+"^[A-Za-z0-9]([-\\w.]{0,78}\\w)?$"+"\"",schema:"^[A-Za-z0-9]([-\\w.]{0,78}\\w)?$",parentSchema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items.properties.name,data:data107};
if(vErrors === null){
vErrors = [err229];
}
else {
vErrors.push(err229);
}
errors++;
}
}
else {
const err230 = {instancePath:instancePath+"/clouds/" + i12+"/azure/nat_gateways/" + i24+"/name",schemaPath:"#/properties/clouds/items/properties/azure/properties/nat_gateways/items/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items.properties.name.type,parentSchema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items.properties.name,data:data107};
if(vErrors === null){
vErrors = [err230];
}
else {
vErrors.push(err230);
}
errors++;
}
}
if(data106.public_ipv6 !== undefined){
let data108 = data106.public_ipv6;
if(Array.isArray(data108)){
if(data108.length < 1){
const err231 = {instancePath:instancePath+"/clouds/" + i12+"/azure/nat_gateways/" + i24+"/public_ipv6",schemaPath:"#/properties/clouds/items/properties/azure/properties/nat_gateways/items/properties/public_ipv6/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items.properties.public_ipv6,data:data108};
if(vErrors === null){
vErrors = [err231];
}
else {
vErrors.push(err231);
}
errors++;
}
const len21 = data108.length;
for(let i25=0; i25<len21; i25++){
let data109 = data108[i25];
if(typeof data109 === "string"){
if(!pattern39.test(data109)){
const err232 = {instancePath:instancePath+"/clouds/" + i12+"/azure/nat_gateways/" + i24+"/public_ipv6/" + i25,schemaPath:"#/properties/clouds/items/properties/azure/properties/nat_gateways/items/properties/public_ipv6/items/pattern",keyword:"pattern",params:{pattern: "^/subscriptions/[^/\\s]+/resourceGroups/[^/\\s]+/providers/Microsoft\\.Network/publicIPAddresses/[^/\\s]+$"},message:"must match pattern \""+"^/subscriptions/[^/\\s]+/resourceGroups/[^/\\s]+/providers/Microsoft\\.Network/publicIPAddresses/[^/\\s]+$"+"\"",schema:"^/subscriptions/[^/\\s]+/resourceGroups/[^/\\s]+/providers/Microsoft\\.Network/publicIPAddresses/[^/\\s]+$",parentSchema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items.properties.public_ipv6.items,data:data109};
if(vErrors === null){
vErrors = [err232];
}
else {
vErrors.push(err232);
}
errors++;
}
}
else {
const err233 = {instancePath:instancePath+"/clouds/" + i12+"/azure/nat_gateways/" + i24+"/public_ipv6/" + i25,schemaPath:"#/properties/clouds/items/properties/azure/properties/nat_gateways/items/properties/public_ipv6/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items.properties.public_ipv6.items.type,parentSchema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items.properties.public_ipv6.items,data:data109};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
}
let i26 = data108.length;
let j4;
if(i26 > 1){
const indices4 = SCHEMA["$defs"]["gate_with_args"]["properties"]["ssh.fresh6"]["properties"];
for(;i26--;){
let item4 = data108[i26];
if(typeof item4 !== "string"){
continue;
}
if(typeof indices4[item4] == "number"){
j4 = indices4[item4];
const err234 = {instancePath:instancePath+"/clouds/" + i12+"/azure/nat_gateways/" + i24+"/public_ipv6",schemaPath:"#/properties/clouds/items/properties/azure/properties/nat_gateways/items/properties/public_ipv6/uniqueItems",keyword:"uniqueItems",params:{i: i26, j: j4},message:"must NOT have duplicate items (items ## "+j4+" and "+i26+" are identical)",schema:true,parentSchema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items.properties.public_ipv6,data:data108};
if(vErrors === null){
vErrors = [err234];
}
else {
vErrors.push(err234);
}
errors++;
break;
}
indices4[item4] = i26;
}
}
}
else {
const err235 = {instancePath:instancePath+"/clouds/" + i12+"/azure/nat_gateways/" + i24+"/public_ipv6",schemaPath:"#/properties/clouds/items/properties/azure/properties/nat_gateways/items/properties/public_ipv6/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items.properties.public_ipv6.type,parentSchema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items.properties.public_ipv6,data:data108};
if(vErrors === null){
vErrors = [err235];
}
else {
vErrors.push(err235);
}
errors++;
}
}
}
else {
const err236 = {instancePath:instancePath+"/clouds/" + i12+"/azure/nat_gateways/" + i24,schemaPath:"#/properties/clouds/items/properties/azure/properties/nat_gateways/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items.type,parentSchema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.items,data:data106};
if(vErrors === null){
vErrors = [err236];
}
else {
vErrors.push(err236);
}
errors++;
}
}
}
else {
const err237 = {instancePath:instancePath+"/clouds/" + i12+"/azure/nat_gateways",schemaPath:"#/properties/clouds/items/properties/azure/properties/nat_gateways/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways.type,parentSchema:schema31.properties.clouds.items.properties.azure.properties.nat_gateways,data:data105};
if(vErrors === null){
vErrors = [err237];
}
else {
vErrors.push(err237);
}
errors++;
}
}
if(data101.hosts !== undefined){
let data110 = data101.hosts;
if(Array.isArray(data110)){
if(data110.length < 1){
const err238 = {instancePath:instancePath+"/clouds/" + i12+"/azure/hosts",schemaPath:"#/properties/clouds/items/properties/azure/properties/hosts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.clouds.items.properties.azure.properties.hosts,data:data110};
if(vErrors === null){
vErrors = [err238];
}
else {
vErrors.push(err238);
}
errors++;
}
const len22 = data110.length;
for(let i27=0; i27<len22; i27++){
let data111 = data110[i27];
if(typeof data111 === "string"){
if(!pattern9.test(data111)){
const err239 = {instancePath:instancePath+"/clouds/" + i12+"/azure/hosts/" + i27,schemaPath:"#/$defs/host/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"},message:"must match pattern \""+"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"+"\"",schema:"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",parentSchema:schema41,data:data111};
if(vErrors === null){
vErrors = [err239];
}
else {
vErrors.push(err239);
}
errors++;
}
}
else {
const err240 = {instancePath:instancePath+"/clouds/" + i12+"/azure/hosts/" + i27,schemaPath:"#/$defs/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data111};
if(vErrors === null){
vErrors = [err240];
}
else {
vErrors.push(err240);
}
errors++;
}
}
}
else {
const err241 = {instancePath:instancePath+"/clouds/" + i12+"/azure/hosts",schemaPath:"#/properties/clouds/items/properties/azure/properties/hosts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.clouds.items.properties.azure.properties.hosts.type,parentSchema:schema31.properties.clouds.items.properties.azure.properties.hosts,data:data110};
if(vErrors === null){
vErrors = [err241];
}
else {
vErrors.push(err241);
}
errors++;
}
}
}
else {
const err242 = {instancePath:instancePath+"/clouds/" + i12+"/azure",schemaPath:"#/properties/clouds/items/properties/azure/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.clouds.items.properties.azure.type,parentSchema:schema31.properties.clouds.items.properties.azure,data:data101};
if(vErrors === null){
vErrors = [err242];
}
else {
vErrors.push(err242);
}
errors++;
}
}
}
else {
const err243 = {instancePath:instancePath+"/clouds/" + i12,schemaPath:"#/properties/clouds/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.clouds.items.type,parentSchema:schema31.properties.clouds.items,data:data64};
if(vErrors === null){
vErrors = [err243];
}
else {
vErrors.push(err243);
}
errors++;
}
}
}
else {
const err244 = {instancePath:instancePath+"/clouds",schemaPath:"#/properties/clouds/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.clouds.type,parentSchema:schema31.properties.clouds,data:data63};
if(vErrors === null){
vErrors = [err244];
}
else {
vErrors.push(err244);
}
errors++;
}
}
if(data.edge !== undefined){
let data112 = data.edge;
if(data112 && typeof data112 == "object" && !Array.isArray(data112)){
if(data112.hosts === undefined){
const err245 = {instancePath:instancePath+"/edge",schemaPath:"#/properties/edge/required",keyword:"required",params:{missingProperty: "hosts"},message:"must have required property '"+"hosts"+"'",schema:schema31.properties.edge.required,parentSchema:schema31.properties.edge,data:data112};
if(vErrors === null){
vErrors = [err245];
}
else {
vErrors.push(err245);
}
errors++;
}
for(const key21 in data112){
if(!(((key21 === "hosts") || (key21 === "siit")) || (key21 === "proxy"))){
const err246 = {instancePath:instancePath+"/edge",schemaPath:"#/properties/edge/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.edge,data:data112};
if(vErrors === null){
vErrors = [err246];
}
else {
vErrors.push(err246);
}
errors++;
}
}
if(data112.hosts !== undefined){
let data113 = data112.hosts;
if(Array.isArray(data113)){
if(data113.length < 1){
const err247 = {instancePath:instancePath+"/edge/hosts",schemaPath:"#/properties/edge/properties/hosts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.edge.properties.hosts,data:data113};
if(vErrors === null){
vErrors = [err247];
}
else {
vErrors.push(err247);
}
errors++;
}
const len23 = data113.length;
for(let i28=0; i28<len23; i28++){
let data114 = data113[i28];
if(typeof data114 === "string"){
if(!pattern9.test(data114)){
const err248 = {instancePath:instancePath+"/edge/hosts/" + i28,schemaPath:"#/$defs/host/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"},message:"must match pattern \""+"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"+"\"",schema:"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",parentSchema:schema41,data:data114};
if(vErrors === null){
vErrors = [err248];
}
else {
vErrors.push(err248);
}
errors++;
}
}
else {
const err249 = {instancePath:instancePath+"/edge/hosts/" + i28,schemaPath:"#/$defs/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data114};
if(vErrors === null){
vErrors = [err249];
}
else {
vErrors.push(err249);
}
errors++;
}
}
}
else {
const err250 = {instancePath:instancePath+"/edge/hosts",schemaPath:"#/properties/edge/properties/hosts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.edge.properties.hosts.type,parentSchema:schema31.properties.edge.properties.hosts,data:data113};
if(vErrors === null){
vErrors = [err250];
}
else {
vErrors.push(err250);
}
errors++;
}
}
if(data112.siit !== undefined){
let data115 = data112.siit;
if(data115 && typeof data115 == "object" && !Array.isArray(data115)){
for(const key22 in data115){
if(!(key22 === "prefix")){
const err251 = {instancePath:instancePath+"/edge/siit",schemaPath:"#/properties/edge/properties/siit/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.edge.properties.siit,data:data115};
if(vErrors === null){
vErrors = [err251];
}
else {
vErrors.push(err251);
}
errors++;
}
}
if(data115.prefix !== undefined){
let data116 = data115.prefix;
if(typeof data116 === "string"){
if(!(formats0(data116))){
const err252 = {instancePath:instancePath+"/edge/siit/prefix",schemaPath:"#/$defs/prefix6/format",keyword:"format",params:{format: "ipv6-prefix"},message:"must match format \""+"ipv6-prefix"+"\"",schema:"ipv6-prefix",parentSchema:schema39,data:data116};
if(vErrors === null){
vErrors = [err252];
}
else {
vErrors.push(err252);
}
errors++;
}
}
else {
const err253 = {instancePath:instancePath+"/edge/siit/prefix",schemaPath:"#/$defs/prefix6/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema39.type,parentSchema:schema39,data:data116};
if(vErrors === null){
vErrors = [err253];
}
else {
vErrors.push(err253);
}
errors++;
}
}
}
else {
const err254 = {instancePath:instancePath+"/edge/siit",schemaPath:"#/properties/edge/properties/siit/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.edge.properties.siit.type,parentSchema:schema31.properties.edge.properties.siit,data:data115};
if(vErrors === null){
vErrors = [err254];
}
else {
vErrors.push(err254);
}
errors++;
}
}
if(data112.proxy !== undefined){
let data117 = data112.proxy;
if(data117 && typeof data117 == "object" && !Array.isArray(data117)){
for(const key23 in data117){
if(!(key23 === "backend")){
const err255 = {instancePath:instancePath+"/edge/proxy",schemaPath:"#/properties/edge/properties/proxy/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.edge.properties.proxy,data:data117};
if(vErrors === null){
vErrors = [err255];
}
else {
vErrors.push(err255);
}
errors++;
}
}
if(data117.backend !== undefined){
let data118 = data117.backend;
if(!((data118 === "nginx") || (data118 === "haproxy"))){
const err256 = {instancePath:instancePath+"/edge/proxy/backend",schemaPath:"#/properties/edge/properties/proxy/properties/backend/enum",keyword:"enum",params:{allowedValues: schema31.properties.edge.properties.proxy.properties.backend.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.edge.properties.proxy.properties.backend.enum,parentSchema:schema31.properties.edge.properties.proxy.properties.backend,data:data118};
if(vErrors === null){
vErrors = [err256];
}
else {
vErrors.push(err256);
}
errors++;
}
}
}
else {
const err257 = {instancePath:instancePath+"/edge/proxy",schemaPath:"#/properties/edge/properties/proxy/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.edge.properties.proxy.type,parentSchema:schema31.properties.edge.properties.proxy,data:data117};
if(vErrors === null){
vErrors = [err257];
}
else {
vErrors.push(err257);
}
errors++;
}
}
}
else {
const err258 = {instancePath:instancePath+"/edge",schemaPath:"#/properties/edge/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.edge.type,parentSchema:schema31.properties.edge,data:data112};
if(vErrors === null){
vErrors = [err258];
}
else {
vErrors.push(err258);
}
errors++;
}
}
if(data.targets !== undefined){
let data119 = data.targets;
if(data119 && typeof data119 == "object" && !Array.isArray(data119)){
for(const key24 in data119){
if(!(func1.call(schema31.properties.targets.properties, key24))){
const err259 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.targets,data:data119};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
}
if(data119.http !== undefined){
let data120 = data119.http;
if(typeof data120 === "string"){
if(!pattern16.test(data120)){
const err260 = {instancePath:instancePath+"/targets/http",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema59,data:data120};
if(vErrors === null){
vErrors = [err260];
}
else {
vErrors.push(err260);
}
errors++;
}
}
else {
const err261 = {instancePath:instancePath+"/targets/http",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema59.type,parentSchema:schema59,data:data120};
if(vErrors === null){
vErrors = [err261];
}
else {
vErrors.push(err261);
}
errors++;
}
}
if(data119.download !== undefined){
let data121 = data119.download;
if(typeof data121 === "string"){
if(!pattern16.test(data121)){
const err262 = {instancePath:instancePath+"/targets/download",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema59,data:data121};
if(vErrors === null){
vErrors = [err262];
}
else {
vErrors.push(err262);
}
errors++;
}
}
else {
const err263 = {instancePath:instancePath+"/targets/download",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema59.type,parentSchema:schema59,data:data121};
if(vErrors === null){
vErrors = [err263];
}
else {
vErrors.push(err263);
}
errors++;
}
}
if(data119.upload !== undefined){
let data122 = data119.upload;
if(typeof data122 === "string"){
if(!pattern16.test(data122)){
const err264 = {instancePath:instancePath+"/targets/upload",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema59,data:data122};
if(vErrors === null){
vErrors = [err264];
}
else {
vErrors.push(err264);
}
errors++;
}
}
else {
const err265 = {instancePath:instancePath+"/targets/upload",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema59.type,parentSchema:schema59,data:data122};
if(vErrors === null){
vErrors = [err265];
}
else {
vErrors.push(err265);
}
errors++;
}
}
if(data119.server_sees !== undefined){
let data123 = data119.server_sees;
if(typeof data123 === "string"){
if(!pattern16.test(data123)){
const err266 = {instancePath:instancePath+"/targets/server_sees",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema59,data:data123};
if(vErrors === null){
vErrors = [err266];
}
else {
vErrors.push(err266);
}
errors++;
}
}
else {
const err267 = {instancePath:instancePath+"/targets/server_sees",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema59.type,parentSchema:schema59,data:data123};
if(vErrors === null){
vErrors = [err267];
}
else {
vErrors.push(err267);
}
errors++;
}
}
if(data119.tcp !== undefined){
let data124 = data119.tcp;
if(typeof data124 === "string"){
if(!pattern46.test(data124)){
const err268 = {instancePath:instancePath+"/targets/tcp",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema63,data:data124};
if(vErrors === null){
vErrors = [err268];
}
else {
vErrors.push(err268);
}
errors++;
}
}
else {
const err269 = {instancePath:instancePath+"/targets/tcp",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema63.type,parentSchema:schema63,data:data124};
if(vErrors === null){
vErrors = [err269];
}
else {
vErrors.push(err269);
}
errors++;
}
}
if(data119.udp !== undefined){
let data125 = data119.udp;
if(typeof data125 === "string"){
if(!pattern46.test(data125)){
const err270 = {instancePath:instancePath+"/targets/udp",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema63,data:data125};
if(vErrors === null){
vErrors = [err270];
}
else {
vErrors.push(err270);
}
errors++;
}
}
else {
const err271 = {instancePath:instancePath+"/targets/udp",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema63.type,parentSchema:schema63,data:data125};
if(vErrors === null){
vErrors = [err271];
}
else {
vErrors.push(err271);
}
errors++;
}
}
if(data119.closed !== undefined){
let data126 = data119.closed;
if(typeof data126 === "string"){
if(!pattern46.test(data126)){
const err272 = {instancePath:instancePath+"/targets/closed",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema63,data:data126};
if(vErrors === null){
vErrors = [err272];
}
else {
vErrors.push(err272);
}
errors++;
}
}
else {
const err273 = {instancePath:instancePath+"/targets/closed",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema63.type,parentSchema:schema63,data:data126};
if(vErrors === null){
vErrors = [err273];
}
else {
vErrors.push(err273);
}
errors++;
}
}
if(data119.ping !== undefined){
let data127 = data119.ping;
if(typeof data127 === "string"){
if(func3(data127) > 254){
const err274 = {instancePath:instancePath+"/targets/ping",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data127};
if(vErrors === null){
vErrors = [err274];
}
else {
vErrors.push(err274);
}
errors++;
}
if(!pattern49.test(data127)){
const err275 = {instancePath:instancePath+"/targets/ping",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data127};
if(vErrors === null){
vErrors = [err275];
}
else {
vErrors.push(err275);
}
errors++;
}
}
else {
const err276 = {instancePath:instancePath+"/targets/ping",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data127};
if(vErrors === null){
vErrors = [err276];
}
else {
vErrors.push(err276);
}
errors++;
}
}
if(data119.ipv4_only !== undefined){
let data128 = data119.ipv4_only;
if(typeof data128 === "string"){
if(func3(data128) > 254){
const err277 = {instancePath:instancePath+"/targets/ipv4_only",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data128};
if(vErrors === null){
vErrors = [err277];
}
else {
vErrors.push(err277);
}
errors++;
}
if(!pattern49.test(data128)){
const err278 = {instancePath:instancePath+"/targets/ipv4_only",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data128};
if(vErrors === null){
vErrors = [err278];
}
else {
vErrors.push(err278);
}
errors++;
}
}
else {
const err279 = {instancePath:instancePath+"/targets/ipv4_only",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data128};
if(vErrors === null){
vErrors = [err279];
}
else {
vErrors.push(err279);
}
errors++;
}
}
if(data119.wildcard !== undefined){
let data129 = data119.wildcard;
if(typeof data129 === "string"){
if(func3(data129) > 254){
const err280 = {instancePath:instancePath+"/targets/wildcard",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data129};
if(vErrors === null){
vErrors = [err280];
}
else {
vErrors.push(err280);
}
errors++;
}
if(!pattern49.test(data129)){
const err281 = {instancePath:instancePath+"/targets/wildcard",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data129};
if(vErrors === null){
vErrors = [err281];
}
else {
vErrors.push(err281);
}
errors++;
}
}
else {
const err282 = {instancePath:instancePath+"/targets/wildcard",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data129};
if(vErrors === null){
vErrors = [err282];
}
else {
vErrors.push(err282);
}
errors++;
}
}
if(data119.dual !== undefined){
let data130 = data119.dual;
if(typeof data130 === "string"){
if(func3(data130) > 254){
const err283 = {instancePath:instancePath+"/targets/dual",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data130};
if(vErrors === null){
vErrors = [err283];
}
else {
vErrors.push(err283);
}
errors++;
}
if(!pattern49.test(data130)){
const err284 = {instancePath:instancePath+"/targets/dual",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data130};
if(vErrors === null){
vErrors = [err284];
}
else {
vErrors.push(err284);
}
errors++;
}
}
else {
const err285 = {instancePath:instancePath+"/targets/dual",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data130};
if(vErrors === null){
vErrors = [err285];
}
else {
vErrors.push(err285);
}
errors++;
}
}
if(data119.signed !== undefined){
let data131 = data119.signed;
if(typeof data131 === "string"){
if(func3(data131) > 254){
const err286 = {instancePath:instancePath+"/targets/signed",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data131};
if(vErrors === null){
vErrors = [err286];
}
else {
vErrors.push(err286);
}
errors++;
}
if(!pattern49.test(data131)){
const err287 = {instancePath:instancePath+"/targets/signed",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data131};
if(vErrors === null){
vErrors = [err287];
}
else {
vErrors.push(err287);
}
errors++;
}
}
else {
const err288 = {instancePath:instancePath+"/targets/signed",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data131};
if(vErrors === null){
vErrors = [err288];
}
else {
vErrors.push(err288);
}
errors++;
}
}
if(data119.signed_native !== undefined){
let data132 = data119.signed_native;
if(typeof data132 === "string"){
if(func3(data132) > 254){
const err289 = {instancePath:instancePath+"/targets/signed_native",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data132};
if(vErrors === null){
vErrors = [err289];
}
else {
vErrors.push(err289);
}
errors++;
}
if(!pattern49.test(data132)){
const err290 = {instancePath:instancePath+"/targets/signed_native",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data132};
if(vErrors === null){
vErrors = [err290];
}
else {
vErrors.push(err290);
}
errors++;
}
}
else {
const err291 = {instancePath:instancePath+"/targets/signed_native",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data132};
if(vErrors === null){
vErrors = [err291];
}
else {
vErrors.push(err291);
}
errors++;
}
}
if(data119.bogus !== undefined){
let data133 = data119.bogus;
if(typeof data133 === "string"){
if(func3(data133) > 254){
const err292 = {instancePath:instancePath+"/targets/bogus",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema66,data:data133};
if(vErrors === null){
vErrors = [err292];
}
else {
vErrors.push(err292);
}
errors++;
}
if(!pattern49.test(data133)){
const err293 = {instancePath:instancePath+"/targets/bogus",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema66,data:data133};
if(vErrors === null){
vErrors = [err293];
}
else {
vErrors.push(err293);
}
errors++;
}
}
else {
const err294 = {instancePath:instancePath+"/targets/bogus",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema66.type,parentSchema:schema66,data:data133};
if(vErrors === null){
vErrors = [err294];
}
else {
vErrors.push(err294);
}
errors++;
}
}
}
else {
const err295 = {instancePath:instancePath+"/targets",schemaPath:"#/properties/targets/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.targets.type,parentSchema:schema31.properties.targets,data:data119};
if(vErrors === null){
vErrors = [err295];
}
else {
vErrors.push(err295);
}
errors++;
}
}
if(data.vantage !== undefined){
let data134 = data.vantage;
if(data134 && typeof data134 == "object" && !Array.isArray(data134)){
for(const key25 in data134){
if(!((((key25 === "inside") || (key25 === "outside6")) || (key25 === "outside4")) || (key25 === "confirm"))){
const err296 = {instancePath:instancePath+"/vantage",schemaPath:"#/properties/vantage/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.vantage,data:data134};
if(vErrors === null){
vErrors = [err296];
}
else {
vErrors.push(err296);
}
errors++;
}
}
if(data134.inside !== undefined){
let data135 = data134.inside;
if(Array.isArray(data135)){
const len24 = data135.length;
for(let i29=0; i29<len24; i29++){
let data136 = data135[i29];
if(typeof data136 === "string"){
if(!pattern9.test(data136)){
const err297 = {instancePath:instancePath+"/vantage/inside/" + i29,schemaPath:"#/$defs/host/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"},message:"must match pattern \""+"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"+"\"",schema:"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",parentSchema:schema41,data:data136};
if(vErrors === null){
vErrors = [err297];
}
else {
vErrors.push(err297);
}
errors++;
}
}
else {
const err298 = {instancePath:instancePath+"/vantage/inside/" + i29,schemaPath:"#/$defs/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data136};
if(vErrors === null){
vErrors = [err298];
}
else {
vErrors.push(err298);
}
errors++;
}
}
}
else {
const err299 = {instancePath:instancePath+"/vantage/inside",schemaPath:"#/properties/vantage/properties/inside/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.vantage.properties.inside.type,parentSchema:schema31.properties.vantage.properties.inside,data:data135};
if(vErrors === null){
vErrors = [err299];
}
else {
vErrors.push(err299);
}
errors++;
}
}
if(data134.outside6 !== undefined){
let data137 = data134.outside6;
if(Array.isArray(data137)){
const len25 = data137.length;
for(let i30=0; i30<len25; i30++){
let data138 = data137[i30];
if(typeof data138 === "string"){
if(!pattern9.test(data138)){
const err300 = {instancePath:instancePath+"/vantage/outside6/" + i30,schemaPath:"#/$defs/host/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"},message:"must match pattern \""+"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"+"\"",schema:"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",parentSchema:schema41,data:data138};
if(vErrors === null){
vErrors = [err300];
}
else {
vErrors.push(err300);
}
errors++;
}
}
else {
const err301 = {instancePath:instancePath+"/vantage/outside6/" + i30,schemaPath:"#/$defs/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data138};
if(vErrors === null){
vErrors = [err301];
}
else {
vErrors.push(err301);
}
errors++;
}
}
}
else {
const err302 = {instancePath:instancePath+"/vantage/outside6",schemaPath:"#/properties/vantage/properties/outside6/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.vantage.properties.outside6.type,parentSchema:schema31.properties.vantage.properties.outside6,data:data137};
if(vErrors === null){
vErrors = [err302];
}
else {
vErrors.push(err302);
}
errors++;
}
}
if(data134.outside4 !== undefined){
let data139 = data134.outside4;
if(Array.isArray(data139)){
const len26 = data139.length;
for(let i31=0; i31<len26; i31++){
let data140 = data139[i31];
if(typeof data140 === "string"){
if(!pattern9.test(data140)){
const err303 = {instancePath:instancePath+"/vantage/outside4/" + i31,schemaPath:"#/$defs/host/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"},message:"must match pattern \""+"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"+"\"",schema:"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",parentSchema:schema41,data:data140};
if(vErrors === null){
vErrors = [err303];
}
else {
vErrors.push(err303);
}
errors++;
}
}
else {
const err304 = {instancePath:instancePath+"/vantage/outside4/" + i31,schemaPath:"#/$defs/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data140};
if(vErrors === null){
vErrors = [err304];
}
else {
vErrors.push(err304);
}
errors++;
}
}
}
else {
const err305 = {instancePath:instancePath+"/vantage/outside4",schemaPath:"#/properties/vantage/properties/outside4/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.vantage.properties.outside4.type,parentSchema:schema31.properties.vantage.properties.outside4,data:data139};
if(vErrors === null){
vErrors = [err305];
}
else {
vErrors.push(err305);
}
errors++;
}
}
if(data134.confirm !== undefined){
let data141 = data134.confirm;
if(!(((typeof data141 == "number") && (!(data141 % 1) && !isNaN(data141))) && (isFinite(data141)))){
const err306 = {instancePath:instancePath+"/vantage/confirm",schemaPath:"#/properties/vantage/properties/confirm/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.vantage.properties.confirm.type,parentSchema:schema31.properties.vantage.properties.confirm,data:data141};
if(vErrors === null){
vErrors = [err306];
}
else {
vErrors.push(err306);
}
errors++;
}
if((typeof data141 == "number") && (isFinite(data141))){
if(data141 < 1 || isNaN(data141)){
const err307 = {instancePath:instancePath+"/vantage/confirm",schemaPath:"#/properties/vantage/properties/confirm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema31.properties.vantage.properties.confirm,data:data141};
if(vErrors === null){
vErrors = [err307];
}
else {
vErrors.push(err307);
}
errors++;
}
}
}
}
else {
const err308 = {instancePath:instancePath+"/vantage",schemaPath:"#/properties/vantage/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.vantage.type,parentSchema:schema31.properties.vantage,data:data134};
if(vErrors === null){
vErrors = [err308];
}
else {
vErrors.push(err308);
}
errors++;
}
}
if(data.policy_table !== undefined){
let data142 = data.policy_table;
if(data142 && typeof data142 == "object" && !Array.isArray(data142)){
for(const key26 in data142){
if(!(((key26 === "ipv6") || (key26 === "ipv4")) || (key26 === "nat64"))){
const err309 = {instancePath:instancePath+"/policy_table",schemaPath:"#/properties/policy_table/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.policy_table,data:data142};
if(vErrors === null){
vErrors = [err309];
}
else {
vErrors.push(err309);
}
errors++;
}
}
if(data142.ipv6 !== undefined){
let data143 = data142.ipv6;
if(!(((typeof data143 == "number") && (!(data143 % 1) && !isNaN(data143))) && (isFinite(data143)))){
const err310 = {instancePath:instancePath+"/policy_table/ipv6",schemaPath:"#/properties/policy_table/properties/ipv6/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.policy_table.properties.ipv6.type,parentSchema:schema31.properties.policy_table.properties.ipv6,data:data143};
if(vErrors === null){
vErrors = [err310];
}
else {
vErrors.push(err310);
}
errors++;
}
if((typeof data143 == "number") && (isFinite(data143))){
if(data143 > 65535 || isNaN(data143)){
const err311 = {instancePath:instancePath+"/policy_table/ipv6",schemaPath:"#/properties/policy_table/properties/ipv6/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema31.properties.policy_table.properties.ipv6,data:data143};
if(vErrors === null){
vErrors = [err311];
}
else {
vErrors.push(err311);
}
errors++;
}
if(data143 < 0 || isNaN(data143)){
const err312 = {instancePath:instancePath+"/policy_table/ipv6",schemaPath:"#/properties/policy_table/properties/ipv6/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.policy_table.properties.ipv6,data:data143};
if(vErrors === null){
vErrors = [err312];
}
else {
vErrors.push(err312);
}
errors++;
}
}
}
if(data142.ipv4 !== undefined){
let data144 = data142.ipv4;
if(!(((typeof data144 == "number") && (!(data144 % 1) && !isNaN(data144))) && (isFinite(data144)))){
const err313 = {instancePath:instancePath+"/policy_table/ipv4",schemaPath:"#/properties/policy_table/properties/ipv4/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.policy_table.properties.ipv4.type,parentSchema:schema31.properties.policy_table.properties.ipv4,data:data144};
if(vErrors === null){
vErrors = [err313];
}
else {
vErrors.push(err313);
}
errors++;
}
if((typeof data144 == "number") && (isFinite(data144))){
if(data144 > 65535 || isNaN(data144)){
const err314 = {instancePath:instancePath+"/policy_table/ipv4",schemaPath:"#/properties/policy_table/properties/ipv4/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema31.properties.policy_table.properties.ipv4,data:data144};
if(vErrors === null){
vErrors = [err314];
}
else {
vErrors.push(err314);
}
errors++;
}
if(data144 < 0 || isNaN(data144)){
const err315 = {instancePath:instancePath+"/policy_table/ipv4",schemaPath:"#/properties/policy_table/properties/ipv4/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.policy_table.properties.ipv4,data:data144};
if(vErrors === null){
vErrors = [err315];
}
else {
vErrors.push(err315);
}
errors++;
}
}
}
if(data142.nat64 !== undefined){
let data145 = data142.nat64;
if(!(((typeof data145 == "number") && (!(data145 % 1) && !isNaN(data145))) && (isFinite(data145)))){
const err316 = {instancePath:instancePath+"/policy_table/nat64",schemaPath:"#/properties/policy_table/properties/nat64/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema31.properties.policy_table.properties.nat64.type,parentSchema:schema31.properties.policy_table.properties.nat64,data:data145};
if(vErrors === null){
vErrors = [err316];
}
else {
vErrors.push(err316);
}
errors++;
}
if((typeof data145 == "number") && (isFinite(data145))){
if(data145 > 65535 || isNaN(data145)){
const err317 = {instancePath:instancePath+"/policy_table/nat64",schemaPath:"#/properties/policy_table/properties/nat64/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema31.properties.policy_table.properties.nat64,data:data145};
if(vErrors === null){
vErrors = [err317];
}
else {
vErrors.push(err317);
}
errors++;
}
if(data145 < 0 || isNaN(data145)){
const err318 = {instancePath:instancePath+"/policy_table/nat64",schemaPath:"#/properties/policy_table/properties/nat64/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema31.properties.policy_table.properties.nat64,data:data145};
if(vErrors === null){
vErrors = [err318];
}
else {
vErrors.push(err318);
}
errors++;
}
}
}
}
else {
const err319 = {instancePath:instancePath+"/policy_table",schemaPath:"#/properties/policy_table/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.policy_table.type,parentSchema:schema31.properties.policy_table,data:data142};
if(vErrors === null){
vErrors = [err319];
}
else {
vErrors.push(err319);
}
errors++;
}
}
if(data.rollout !== undefined){
if(!(validate25(data.rollout, {instancePath:instancePath+"/rollout",parentData:data,parentDataProperty:"rollout",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
if(data.gates !== undefined){
let data147 = data.gates;
if(data147 && typeof data147 == "object" && !Array.isArray(data147)){
for(const key27 in data147){
let data148 = data147[key27];
if(Array.isArray(data148)){
const len27 = data148.length;
for(let i32=0; i32<len27; i32++){
if(!(validate27(data148[i32], {instancePath:instancePath+"/gates/" + key27.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i32,parentData:data148,parentDataProperty:i32,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err320 = {instancePath:instancePath+"/gates/" + key27.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/gates/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.gates.additionalProperties.type,parentSchema:schema31.properties.gates.additionalProperties,data:data148};
if(vErrors === null){
vErrors = [err320];
}
else {
vErrors.push(err320);
}
errors++;
}
}
}
else {
const err321 = {instancePath:instancePath+"/gates",schemaPath:"#/properties/gates/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.gates.type,parentSchema:schema31.properties.gates,data:data147};
if(vErrors === null){
vErrors = [err321];
}
else {
vErrors.push(err321);
}
errors++;
}
}
if(data.services !== undefined){
let data150 = data.services;
if(data150 && typeof data150 == "object" && !Array.isArray(data150)){
if(Object.keys(data150).length < 1){
const err322 = {instancePath:instancePath+"/services",schemaPath:"#/properties/services/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema31.properties.services,data:data150};
if(vErrors === null){
vErrors = [err322];
}
else {
vErrors.push(err322);
}
errors++;
}
for(const key28 in data150){
if(!(validate31(data150[key28], {instancePath:instancePath+"/services/" + key28.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data150,parentDataProperty:key28,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
}
}
else {
const err323 = {instancePath:instancePath+"/services",schemaPath:"#/properties/services/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.services.type,parentSchema:schema31.properties.services,data:data150};
if(vErrors === null){
vErrors = [err323];
}
else {
vErrors.push(err323);
}
errors++;
}
}
if(data.records !== undefined){
let data152 = data.records;
if(Array.isArray(data152)){
const len28 = data152.length;
for(let i33=0; i33<len28; i33++){
if(!(validate40(data152[i33], {instancePath:instancePath+"/records/" + i33,parentData:data152,parentDataProperty:i33,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
errors = vErrors.length;
}
}
}
else {
const err324 = {instancePath:instancePath+"/records",schemaPath:"#/properties/records/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.records.type,parentSchema:schema31.properties.records,data:data152};
if(vErrors === null){
vErrors = [err324];
}
else {
vErrors.push(err324);
}
errors++;
}
}
if(data.monitoring !== undefined){
let data154 = data.monitoring;
if(Array.isArray(data154)){
const len29 = data154.length;
for(let i34=0; i34<len29; i34++){
if(!(validate42(data154[i34], {instancePath:instancePath+"/monitoring/" + i34,parentData:data154,parentDataProperty:i34,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate42.errors : vErrors.concat(validate42.errors);
errors = vErrors.length;
}
}
}
else {
const err325 = {instancePath:instancePath+"/monitoring",schemaPath:"#/properties/monitoring/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.monitoring.type,parentSchema:schema31.properties.monitoring,data:data154};
if(vErrors === null){
vErrors = [err325];
}
else {
vErrors.push(err325);
}
errors++;
}
}
if(data.new_hosts !== undefined){
let data156 = data.new_hosts;
if(data156 && typeof data156 == "object" && !Array.isArray(data156)){
if(data156.hosts === undefined){
const err326 = {instancePath:instancePath+"/new_hosts",schemaPath:"#/properties/new_hosts/required",keyword:"required",params:{missingProperty: "hosts"},message:"must have required property '"+"hosts"+"'",schema:schema31.properties.new_hosts.required,parentSchema:schema31.properties.new_hosts,data:data156};
if(vErrors === null){
vErrors = [err326];
}
else {
vErrors.push(err326);
}
errors++;
}
if(data156.network === undefined){
const err327 = {instancePath:instancePath+"/new_hosts",schemaPath:"#/properties/new_hosts/required",keyword:"required",params:{missingProperty: "network"},message:"must have required property '"+"network"+"'",schema:schema31.properties.new_hosts.required,parentSchema:schema31.properties.new_hosts,data:data156};
if(vErrors === null){
vErrors = [err327];
}
else {
vErrors.push(err327);
}
errors++;
}
for(const key29 in data156){
if(!((((((((key29 === "hosts") || (key29 === "network")) || (key29 === "renderer")) || (key29 === "interface")) || (key29 === "address")) || (key29 === "gateway")) || (key29 === "reboot_proof")) || (key29 === "services"))){
const err328 = {instancePath:instancePath+"/new_hosts",schemaPath:"#/properties/new_hosts/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.new_hosts,data:data156};
if(vErrors === null){
vErrors = [err328];
}
else {
vErrors.push(err328);
}
errors++;
}
}
if(data156.hosts !== undefined){
let data157 = data156.hosts;
if(Array.isArray(data157)){
if(data157.length < 1){
const err329 = {instancePath:instancePath+"/new_hosts/hosts",schemaPath:"#/properties/new_hosts/properties/hosts/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.new_hosts.properties.hosts,data:data157};
if(vErrors === null){
vErrors = [err329];
}
else {
vErrors.push(err329);
}
errors++;
}
const len30 = data157.length;
for(let i35=0; i35<len30; i35++){
let data158 = data157[i35];
if(typeof data158 === "string"){
if(!pattern9.test(data158)){
const err330 = {instancePath:instancePath+"/new_hosts/hosts/" + i35,schemaPath:"#/$defs/host/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"},message:"must match pattern \""+"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$"+"\"",schema:"^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$",parentSchema:schema41,data:data158};
if(vErrors === null){
vErrors = [err330];
}
else {
vErrors.push(err330);
}
errors++;
}
}
else {
const err331 = {instancePath:instancePath+"/new_hosts/hosts/" + i35,schemaPath:"#/$defs/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema41.type,parentSchema:schema41,data:data158};
if(vErrors === null){
vErrors = [err331];
}
else {
vErrors.push(err331);
}
errors++;
}
}
}
else {
const err332 = {instancePath:instancePath+"/new_hosts/hosts",schemaPath:"#/properties/new_hosts/properties/hosts/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.new_hosts.properties.hosts.type,parentSchema:schema31.properties.new_hosts.properties.hosts,data:data157};
if(vErrors === null){
vErrors = [err332];
}
else {
vErrors.push(err332);
}
errors++;
}
}
if(data156.network !== undefined){
let data159 = data156.network;
if("ipv6-only" !== data159){
const err333 = {instancePath:instancePath+"/new_hosts/network",schemaPath:"#/properties/new_hosts/properties/network/const",keyword:"const",params:{allowedValue: "ipv6-only"},message:"must be equal to constant",schema:"ipv6-only",parentSchema:schema31.properties.new_hosts.properties.network,data:data159};
if(vErrors === null){
vErrors = [err333];
}
else {
vErrors.push(err333);
}
errors++;
}
}
if(data156.renderer !== undefined){
let data160 = data156.renderer;
if(!((((((data160 === "auto") || (data160 === "ifupdown")) || (data160 === "networkd")) || (data160 === "netplan")) || (data160 === "networkmanager")) || (data160 === "cloud-init"))){
const err334 = {instancePath:instancePath+"/new_hosts/renderer",schemaPath:"#/properties/new_hosts/properties/renderer/enum",keyword:"enum",params:{allowedValues: schema31.properties.new_hosts.properties.renderer.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.new_hosts.properties.renderer.enum,parentSchema:schema31.properties.new_hosts.properties.renderer,data:data160};
if(vErrors === null){
vErrors = [err334];
}
else {
vErrors.push(err334);
}
errors++;
}
}
if(data156.interface !== undefined){
let data161 = data156.interface;
if(typeof data161 === "string"){
if(!pattern11.test(data161)){
const err335 = {instancePath:instancePath+"/new_hosts/interface",schemaPath:"#/properties/new_hosts/properties/interface/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9_.@-]{1,15}$"},message:"must match pattern \""+"^[A-Za-z0-9_.@-]{1,15}$"+"\"",schema:"^[A-Za-z0-9_.@-]{1,15}$",parentSchema:schema31.properties.new_hosts.properties.interface,data:data161};
if(vErrors === null){
vErrors = [err335];
}
else {
vErrors.push(err335);
}
errors++;
}
}
else {
const err336 = {instancePath:instancePath+"/new_hosts/interface",schemaPath:"#/properties/new_hosts/properties/interface/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.new_hosts.properties.interface.type,parentSchema:schema31.properties.new_hosts.properties.interface,data:data161};
if(vErrors === null){
vErrors = [err336];
}
else {
vErrors.push(err336);
}
errors++;
}
}
if(data156.address !== undefined){
let data162 = data156.address;
if(typeof data162 === "string"){
if(func3(data162) < 1){
const err337 = {instancePath:instancePath+"/new_hosts/address",schemaPath:"#/properties/new_hosts/properties/address/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.new_hosts.properties.address,data:data162};
if(vErrors === null){
vErrors = [err337];
}
else {
vErrors.push(err337);
}
errors++;
}
}
else {
const err338 = {instancePath:instancePath+"/new_hosts/address",schemaPath:"#/properties/new_hosts/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.new_hosts.properties.address.type,parentSchema:schema31.properties.new_hosts.properties.address,data:data162};
if(vErrors === null){
vErrors = [err338];
}
else {
vErrors.push(err338);
}
errors++;
}
}
if(data156.gateway !== undefined){
let data163 = data156.gateway;
if(typeof data163 === "string"){
if(func3(data163) < 1){
const err339 = {instancePath:instancePath+"/new_hosts/gateway",schemaPath:"#/properties/new_hosts/properties/gateway/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.new_hosts.properties.gateway,data:data163};
if(vErrors === null){
vErrors = [err339];
}
else {
vErrors.push(err339);
}
errors++;
}
}
else {
const err340 = {instancePath:instancePath+"/new_hosts/gateway",schemaPath:"#/properties/new_hosts/properties/gateway/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.new_hosts.properties.gateway.type,parentSchema:schema31.properties.new_hosts.properties.gateway,data:data163};
if(vErrors === null){
vErrors = [err340];
}
else {
vErrors.push(err340);
}
errors++;
}
}
if(data156.reboot_proof !== undefined){
let data164 = data156.reboot_proof;
if(!((data164 === "none") || (data164 === "required"))){
const err341 = {instancePath:instancePath+"/new_hosts/reboot_proof",schemaPath:"#/properties/new_hosts/properties/reboot_proof/enum",keyword:"enum",params:{allowedValues: schema31.properties.new_hosts.properties.reboot_proof.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.new_hosts.properties.reboot_proof.enum,parentSchema:schema31.properties.new_hosts.properties.reboot_proof,data:data164};
if(vErrors === null){
vErrors = [err341];
}
else {
vErrors.push(err341);
}
errors++;
}
}
if(data156.services !== undefined){
let data165 = data156.services;
if(Array.isArray(data165)){
const len31 = data165.length;
for(let i36=0; i36<len31; i36++){
let data166 = data165[i36];
if(typeof data166 === "string"){
if(func3(data166) < 1){
const err342 = {instancePath:instancePath+"/new_hosts/services/" + i36,schemaPath:"#/properties/new_hosts/properties/services/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.new_hosts.properties.services.items,data:data166};
if(vErrors === null){
vErrors = [err342];
}
else {
vErrors.push(err342);
}
errors++;
}
}
else {
const err343 = {instancePath:instancePath+"/new_hosts/services/" + i36,schemaPath:"#/properties/new_hosts/properties/services/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.new_hosts.properties.services.items.type,parentSchema:schema31.properties.new_hosts.properties.services.items,data:data166};
if(vErrors === null){
vErrors = [err343];
}
else {
vErrors.push(err343);
}
errors++;
}
}
}
else {
const err344 = {instancePath:instancePath+"/new_hosts/services",schemaPath:"#/properties/new_hosts/properties/services/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.new_hosts.properties.services.type,parentSchema:schema31.properties.new_hosts.properties.services,data:data165};
if(vErrors === null){
vErrors = [err344];
}
else {
vErrors.push(err344);
}
errors++;
}
}
}
else {
const err345 = {instancePath:instancePath+"/new_hosts",schemaPath:"#/properties/new_hosts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.new_hosts.type,parentSchema:schema31.properties.new_hosts,data:data156};
if(vErrors === null){
vErrors = [err345];
}
else {
vErrors.push(err345);
}
errors++;
}
}
if(data.scan !== undefined){
let data167 = data.scan;
if(data167 && typeof data167 == "object" && !Array.isArray(data167)){
for(const key30 in data167){
if(!(key30 === "paths")){
const err346 = {instancePath:instancePath+"/scan",schemaPath:"#/properties/scan/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.scan,data:data167};
if(vErrors === null){
vErrors = [err346];
}
else {
vErrors.push(err346);
}
errors++;
}
}
if(data167.paths !== undefined){
let data168 = data167.paths;
if(Array.isArray(data168)){
if(data168.length < 1){
const err347 = {instancePath:instancePath+"/scan/paths",schemaPath:"#/properties/scan/properties/paths/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.scan.properties.paths,data:data168};
if(vErrors === null){
vErrors = [err347];
}
else {
vErrors.push(err347);
}
errors++;
}
const len32 = data168.length;
for(let i37=0; i37<len32; i37++){
let data169 = data168[i37];
if(typeof data169 === "string"){
if(!pattern125.test(data169)){
const err348 = {instancePath:instancePath+"/scan/paths/" + i37,schemaPath:"#/properties/scan/properties/paths/items/pattern",keyword:"pattern",params:{pattern: "^/[^\\u0000]+$"},message:"must match pattern \""+"^/[^\\u0000]+$"+"\"",schema:"^/[^\\u0000]+$",parentSchema:schema31.properties.scan.properties.paths.items,data:data169};
if(vErrors === null){
vErrors = [err348];
}
else {
vErrors.push(err348);
}
errors++;
}
}
else {
const err349 = {instancePath:instancePath+"/scan/paths/" + i37,schemaPath:"#/properties/scan/properties/paths/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.scan.properties.paths.items.type,parentSchema:schema31.properties.scan.properties.paths.items,data:data169};
if(vErrors === null){
vErrors = [err349];
}
else {
vErrors.push(err349);
}
errors++;
}
}
}
else {
const err350 = {instancePath:instancePath+"/scan/paths",schemaPath:"#/properties/scan/properties/paths/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.scan.properties.paths.type,parentSchema:schema31.properties.scan.properties.paths,data:data168};
if(vErrors === null){
vErrors = [err350];
}
else {
vErrors.push(err350);
}
errors++;
}
}
}
else {
const err351 = {instancePath:instancePath+"/scan",schemaPath:"#/properties/scan/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.scan.type,parentSchema:schema31.properties.scan,data:data167};
if(vErrors === null){
vErrors = [err351];
}
else {
vErrors.push(err351);
}
errors++;
}
}
if(data.notify !== undefined){
let data170 = data.notify;
if(Array.isArray(data170)){
const len33 = data170.length;
for(let i38=0; i38<len33; i38++){
let data171 = data170[i38];
if(data171 && typeof data171 == "object" && !Array.isArray(data171)){
if(Object.keys(data171).length > 1){
const err352 = {instancePath:instancePath+"/notify/" + i38,schemaPath:"#/properties/notify/items/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema31.properties.notify.items,data:data171};
if(vErrors === null){
vErrors = [err352];
}
else {
vErrors.push(err352);
}
errors++;
}
if(Object.keys(data171).length < 1){
const err353 = {instancePath:instancePath+"/notify/" + i38,schemaPath:"#/properties/notify/items/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema31.properties.notify.items,data:data171};
if(vErrors === null){
vErrors = [err353];
}
else {
vErrors.push(err353);
}
errors++;
}
for(const key31 in data171){
if(!((((key31 === "webhook") || (key31 === "slack")) || (key31 === "command")) || (key31 === "mail"))){
const err354 = {instancePath:instancePath+"/notify/" + i38,schemaPath:"#/properties/notify/items/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key31},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.notify.items,data:data171};
if(vErrors === null){
vErrors = [err354];
}
else {
vErrors.push(err354);
}
errors++;
}
}
if(data171.webhook !== undefined){
let data172 = data171.webhook;
if(data172 && typeof data172 == "object" && !Array.isArray(data172)){
if(data172.url === undefined){
const err355 = {instancePath:instancePath+"/notify/" + i38+"/webhook",schemaPath:"#/properties/notify/items/properties/webhook/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema31.properties.notify.items.properties.webhook.required,parentSchema:schema31.properties.notify.items.properties.webhook,data:data172};
if(vErrors === null){
vErrors = [err355];
}
else {
vErrors.push(err355);
}
errors++;
}
if(data172.on === undefined){
const err356 = {instancePath:instancePath+"/notify/" + i38+"/webhook",schemaPath:"#/properties/notify/items/properties/webhook/required",keyword:"required",params:{missingProperty: "on"},message:"must have required property '"+"on"+"'",schema:schema31.properties.notify.items.properties.webhook.required,parentSchema:schema31.properties.notify.items.properties.webhook,data:data172};
if(vErrors === null){
vErrors = [err356];
}
else {
vErrors.push(err356);
}
errors++;
}
for(const key32 in data172){
if(!((key32 === "url") || (key32 === "on"))){
const err357 = {instancePath:instancePath+"/notify/" + i38+"/webhook",schemaPath:"#/properties/notify/items/properties/webhook/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key32},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.notify.items.properties.webhook,data:data172};
if(vErrors === null){
vErrors = [err357];
}
else {
vErrors.push(err357);
}
errors++;
}
}
if(data172.url !== undefined){
let data173 = data172.url;
const _errs415 = errors;
let valid149 = false;
let passing0 = null;
const _errs416 = errors;
if(data173 && typeof data173 == "object" && !Array.isArray(data173)){
if(data173.env === undefined){
const err358 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url",schemaPath:"#/$defs/secret/oneOf/0/required",keyword:"required",params:{missingProperty: "env"},message:"must have required property '"+"env"+"'",schema:schema33.oneOf[0].required,parentSchema:schema33.oneOf[0],data:data173};
if(vErrors === null){
vErrors = [err358];
}
else {
vErrors.push(err358);
}
errors++;
}
for(const key33 in data173){
if(!(key33 === "env")){
const err359 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url",schemaPath:"#/$defs/secret/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key33},message:"must NOT have additional properties",schema:false,parentSchema:schema33.oneOf[0],data:data173};
if(vErrors === null){
vErrors = [err359];
}
else {
vErrors.push(err359);
}
errors++;
}
}
if(data173.env !== undefined){
let data174 = data173.env;
if(typeof data174 === "string"){
if(func3(data174) < 1){
const err360 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url/env",schemaPath:"#/$defs/secret/oneOf/0/properties/env/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.oneOf[0].properties.env,data:data174};
if(vErrors === null){
vErrors = [err360];
}
else {
vErrors.push(err360);
}
errors++;
}
}
else {
const err361 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url/env",schemaPath:"#/$defs/secret/oneOf/0/properties/env/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.oneOf[0].properties.env.type,parentSchema:schema33.oneOf[0].properties.env,data:data174};
if(vErrors === null){
vErrors = [err361];
}
else {
vErrors.push(err361);
}
errors++;
}
}
}
else {
const err362 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url",schemaPath:"#/$defs/secret/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.oneOf[0].type,parentSchema:schema33.oneOf[0],data:data173};
if(vErrors === null){
vErrors = [err362];
}
else {
vErrors.push(err362);
}
errors++;
}
var _valid3 = _errs416 === errors;
if(_valid3){
valid149 = true;
passing0 = 0;
var props3 = true;
}
const _errs421 = errors;
if(data173 && typeof data173 == "object" && !Array.isArray(data173)){
if(data173.file === undefined){
const err363 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url",schemaPath:"#/$defs/secret/oneOf/1/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema33.oneOf[1].required,parentSchema:schema33.oneOf[1],data:data173};
if(vErrors === null){
vErrors = [err363];
}
else {
vErrors.push(err363);
}
errors++;
}
for(const key34 in data173){
if(!(key34 === "file")){
const err364 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url",schemaPath:"#/$defs/secret/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key34},message:"must NOT have additional properties",schema:false,parentSchema:schema33.oneOf[1],data:data173};
if(vErrors === null){
vErrors = [err364];
}
else {
vErrors.push(err364);
}
errors++;
}
}
if(data173.file !== undefined){
let data175 = data173.file;
if(typeof data175 === "string"){
if(func3(data175) < 1){
const err365 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url/file",schemaPath:"#/$defs/secret/oneOf/1/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.oneOf[1].properties.file,data:data175};
if(vErrors === null){
vErrors = [err365];
}
else {
vErrors.push(err365);
}
errors++;
}
}
else {
const err366 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url/file",schemaPath:"#/$defs/secret/oneOf/1/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.oneOf[1].properties.file.type,parentSchema:schema33.oneOf[1].properties.file,data:data175};
if(vErrors === null){
vErrors = [err366];
}
else {
vErrors.push(err366);
}
errors++;
}
}
}
else {
const err367 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url",schemaPath:"#/$defs/secret/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.oneOf[1].type,parentSchema:schema33.oneOf[1],data:data173};
if(vErrors === null){
vErrors = [err367];
}
else {
vErrors.push(err367);
}
errors++;
}
var _valid3 = _errs421 === errors;
if(_valid3 && valid149){
valid149 = false;
passing0 = [passing0, 1];
}
else {
if(_valid3){
valid149 = true;
passing0 = 1;
if(props3 !== true){
props3 = true;
}
}
const _errs426 = errors;
if(data173 && typeof data173 == "object" && !Array.isArray(data173)){
if(data173.cmd === undefined){
const err368 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url",schemaPath:"#/$defs/secret/oneOf/2/required",keyword:"required",params:{missingProperty: "cmd"},message:"must have required property '"+"cmd"+"'",schema:schema33.oneOf[2].required,parentSchema:schema33.oneOf[2],data:data173};
if(vErrors === null){
vErrors = [err368];
}
else {
vErrors.push(err368);
}
errors++;
}
for(const key35 in data173){
if(!(key35 === "cmd")){
const err369 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url",schemaPath:"#/$defs/secret/oneOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key35},message:"must NOT have additional properties",schema:false,parentSchema:schema33.oneOf[2],data:data173};
if(vErrors === null){
vErrors = [err369];
}
else {
vErrors.push(err369);
}
errors++;
}
}
if(data173.cmd !== undefined){
let data176 = data173.cmd;
if(Array.isArray(data176)){
if(data176.length < 1){
const err370 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url/cmd",schemaPath:"#/$defs/secret/oneOf/2/properties/cmd/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema33.oneOf[2].properties.cmd,data:data176};
if(vErrors === null){
vErrors = [err370];
}
else {
vErrors.push(err370);
}
errors++;
}
const len34 = data176.length;
for(let i39=0; i39<len34; i39++){
let data177 = data176[i39];
if(typeof data177 === "string"){
if(func3(data177) < 1){
const err371 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url/cmd/" + i39,schemaPath:"#/$defs/secret/oneOf/2/properties/cmd/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.oneOf[2].properties.cmd.items,data:data177};
if(vErrors === null){
vErrors = [err371];
}
else {
vErrors.push(err371);
}
errors++;
}
}
else {
const err372 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url/cmd/" + i39,schemaPath:"#/$defs/secret/oneOf/2/properties/cmd/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.oneOf[2].properties.cmd.items.type,parentSchema:schema33.oneOf[2].properties.cmd.items,data:data177};
if(vErrors === null){
vErrors = [err372];
}
else {
vErrors.push(err372);
}
errors++;
}
}
}
else {
const err373 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url/cmd",schemaPath:"#/$defs/secret/oneOf/2/properties/cmd/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema33.oneOf[2].properties.cmd.type,parentSchema:schema33.oneOf[2].properties.cmd,data:data176};
if(vErrors === null){
vErrors = [err373];
}
else {
vErrors.push(err373);
}
errors++;
}
}
}
else {
const err374 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url",schemaPath:"#/$defs/secret/oneOf/2/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.oneOf[2].type,parentSchema:schema33.oneOf[2],data:data173};
if(vErrors === null){
vErrors = [err374];
}
else {
vErrors.push(err374);
}
errors++;
}
var _valid3 = _errs426 === errors;
if(_valid3 && valid149){
valid149 = false;
passing0 = [passing0, 2];
}
else {
if(_valid3){
valid149 = true;
passing0 = 2;
if(props3 !== true){
props3 = true;
}
}
}
}
if(!valid149){
const err375 = {instancePath:instancePath+"/notify/" + i38+"/webhook/url",schemaPath:"#/$defs/secret/oneOf",keyword:"oneOf",params:{passingSchemas: passing0},message:"must match exactly one schema in oneOf",schema:schema33.oneOf,parentSchema:schema33,data:data173};
if(vErrors === null){
vErrors = [err375];
}
else {
vErrors.push(err375);
}
errors++;
}
else {
errors = _errs415;
if(vErrors !== null){
if(_errs415){
vErrors.length = _errs415;
}
else {
vErrors = null;
}
}
}
}
if(data172.on !== undefined){
let data178 = data172.on;
if(Array.isArray(data178)){
if(data178.length < 1){
const err376 = {instancePath:instancePath+"/notify/" + i38+"/webhook/on",schemaPath:"#/$defs/notify_on/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema147,data:data178};
if(vErrors === null){
vErrors = [err376];
}
else {
vErrors.push(err376);
}
errors++;
}
const len35 = data178.length;
for(let i40=0; i40<len35; i40++){
let data179 = data178[i40];
if(!(((((((((((data179 === "gate.failed") || (data179 === "gate.unknown")) || (data179 === "gateway.full")) || (data179 === "undone")) || (data179 === "undo.failed")) || (data179 === "approval.needed")) || (data179 === "window.awaited")) || (data179 === "phase.done")) || (data179 === "run.done")) || (data179 === "unreachable")) || (data179 === "connections.failed"))){
const err377 = {instancePath:instancePath+"/notify/" + i38+"/webhook/on/" + i40,schemaPath:"#/$defs/notify_on/items/enum",keyword:"enum",params:{allowedValues: schema147.items.enum},message:"must be equal to one of the allowed values",schema:schema147.items.enum,parentSchema:schema147.items,data:data179};
if(vErrors === null){
vErrors = [err377];
}
else {
vErrors.push(err377);
}
errors++;
}
}
}
else {
const err378 = {instancePath:instancePath+"/notify/" + i38+"/webhook/on",schemaPath:"#/$defs/notify_on/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema147.type,parentSchema:schema147,data:data178};
if(vErrors === null){
vErrors = [err378];
}
else {
vErrors.push(err378);
}
errors++;
}
}
}
else {
const err379 = {instancePath:instancePath+"/notify/" + i38+"/webhook",schemaPath:"#/properties/notify/items/properties/webhook/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.notify.items.properties.webhook.type,parentSchema:schema31.properties.notify.items.properties.webhook,data:data172};
if(vErrors === null){
vErrors = [err379];
}
else {
vErrors.push(err379);
}
errors++;
}
}
if(data171.slack !== undefined){
let data180 = data171.slack;
if(data180 && typeof data180 == "object" && !Array.isArray(data180)){
if(data180.url === undefined){
const err380 = {instancePath:instancePath+"/notify/" + i38+"/slack",schemaPath:"#/properties/notify/items/properties/slack/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema31.properties.notify.items.properties.slack.required,parentSchema:schema31.properties.notify.items.properties.slack,data:data180};
if(vErrors === null){
vErrors = [err380];
}
else {
vErrors.push(err380);
}
errors++;
}
if(data180.on === undefined){
const err381 = {instancePath:instancePath+"/notify/" + i38+"/slack",schemaPath:"#/properties/notify/items/properties/slack/required",keyword:"required",params:{missingProperty: "on"},message:"must have required property '"+"on"+"'",schema:schema31.properties.notify.items.properties.slack.required,parentSchema:schema31.properties.notify.items.properties.slack,data:data180};
if(vErrors === null){
vErrors = [err381];
}
else {
vErrors.push(err381);
}
errors++;
}
for(const key36 in data180){
if(!((key36 === "url") || (key36 === "on"))){
const err382 = {instancePath:instancePath+"/notify/" + i38+"/slack",schemaPath:"#/properties/notify/items/properties/slack/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key36},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.notify.items.properties.slack,data:data180};
if(vErrors === null){
vErrors = [err382];
}
else {
vErrors.push(err382);
}
errors++;
}
}
if(data180.url !== undefined){
let data181 = data180.url;
const _errs442 = errors;
let valid160 = false;
let passing1 = null;
const _errs443 = errors;
if(data181 && typeof data181 == "object" && !Array.isArray(data181)){
if(data181.env === undefined){
const err383 = {instancePath:instancePath+"/notify/" + i38+"/slack/url",schemaPath:"#/$defs/secret/oneOf/0/required",keyword:"required",params:{missingProperty: "env"},message:"must have required property '"+"env"+"'",schema:schema33.oneOf[0].required,parentSchema:schema33.oneOf[0],data:data181};
if(vErrors === null){
vErrors = [err383];
}
else {
vErrors.push(err383);
}
errors++;
}
for(const key37 in data181){
if(!(key37 === "env")){
const err384 = {instancePath:instancePath+"/notify/" + i38+"/slack/url",schemaPath:"#/$defs/secret/oneOf/0/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key37},message:"must NOT have additional properties",schema:false,parentSchema:schema33.oneOf[0],data:data181};
if(vErrors === null){
vErrors = [err384];
}
else {
vErrors.push(err384);
}
errors++;
}
}
if(data181.env !== undefined){
let data182 = data181.env;
if(typeof data182 === "string"){
if(func3(data182) < 1){
const err385 = {instancePath:instancePath+"/notify/" + i38+"/slack/url/env",schemaPath:"#/$defs/secret/oneOf/0/properties/env/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.oneOf[0].properties.env,data:data182};
if(vErrors === null){
vErrors = [err385];
}
else {
vErrors.push(err385);
}
errors++;
}
}
else {
const err386 = {instancePath:instancePath+"/notify/" + i38+"/slack/url/env",schemaPath:"#/$defs/secret/oneOf/0/properties/env/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.oneOf[0].properties.env.type,parentSchema:schema33.oneOf[0].properties.env,data:data182};
if(vErrors === null){
vErrors = [err386];
}
else {
vErrors.push(err386);
}
errors++;
}
}
}
else {
const err387 = {instancePath:instancePath+"/notify/" + i38+"/slack/url",schemaPath:"#/$defs/secret/oneOf/0/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.oneOf[0].type,parentSchema:schema33.oneOf[0],data:data181};
if(vErrors === null){
vErrors = [err387];
}
else {
vErrors.push(err387);
}
errors++;
}
var _valid4 = _errs443 === errors;
if(_valid4){
valid160 = true;
passing1 = 0;
var props4 = true;
}
const _errs448 = errors;
if(data181 && typeof data181 == "object" && !Array.isArray(data181)){
if(data181.file === undefined){
const err388 = {instancePath:instancePath+"/notify/" + i38+"/slack/url",schemaPath:"#/$defs/secret/oneOf/1/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema33.oneOf[1].required,parentSchema:schema33.oneOf[1],data:data181};
if(vErrors === null){
vErrors = [err388];
}
else {
vErrors.push(err388);
}
errors++;
}
for(const key38 in data181){
if(!(key38 === "file")){
const err389 = {instancePath:instancePath+"/notify/" + i38+"/slack/url",schemaPath:"#/$defs/secret/oneOf/1/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key38},message:"must NOT have additional properties",schema:false,parentSchema:schema33.oneOf[1],data:data181};
if(vErrors === null){
vErrors = [err389];
}
else {
vErrors.push(err389);
}
errors++;
}
}
if(data181.file !== undefined){
let data183 = data181.file;
if(typeof data183 === "string"){
if(func3(data183) < 1){
const err390 = {instancePath:instancePath+"/notify/" + i38+"/slack/url/file",schemaPath:"#/$defs/secret/oneOf/1/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.oneOf[1].properties.file,data:data183};
if(vErrors === null){
vErrors = [err390];
}
else {
vErrors.push(err390);
}
errors++;
}
}
else {
const err391 = {instancePath:instancePath+"/notify/" + i38+"/slack/url/file",schemaPath:"#/$defs/secret/oneOf/1/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.oneOf[1].properties.file.type,parentSchema:schema33.oneOf[1].properties.file,data:data183};
if(vErrors === null){
vErrors = [err391];
}
else {
vErrors.push(err391);
}
errors++;
}
}
}
else {
const err392 = {instancePath:instancePath+"/notify/" + i38+"/slack/url",schemaPath:"#/$defs/secret/oneOf/1/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.oneOf[1].type,parentSchema:schema33.oneOf[1],data:data181};
if(vErrors === null){
vErrors = [err392];
}
else {
vErrors.push(err392);
}
errors++;
}
var _valid4 = _errs448 === errors;
if(_valid4 && valid160){
valid160 = false;
passing1 = [passing1, 1];
}
else {
if(_valid4){
valid160 = true;
passing1 = 1;
if(props4 !== true){
props4 = true;
}
}
const _errs453 = errors;
if(data181 && typeof data181 == "object" && !Array.isArray(data181)){
if(data181.cmd === undefined){
const err393 = {instancePath:instancePath+"/notify/" + i38+"/slack/url",schemaPath:"#/$defs/secret/oneOf/2/required",keyword:"required",params:{missingProperty: "cmd"},message:"must have required property '"+"cmd"+"'",schema:schema33.oneOf[2].required,parentSchema:schema33.oneOf[2],data:data181};
if(vErrors === null){
vErrors = [err393];
}
else {
vErrors.push(err393);
}
errors++;
}
for(const key39 in data181){
if(!(key39 === "cmd")){
const err394 = {instancePath:instancePath+"/notify/" + i38+"/slack/url",schemaPath:"#/$defs/secret/oneOf/2/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key39},message:"must NOT have additional properties",schema:false,parentSchema:schema33.oneOf[2],data:data181};
if(vErrors === null){
vErrors = [err394];
}
else {
vErrors.push(err394);
}
errors++;
}
}
if(data181.cmd !== undefined){
let data184 = data181.cmd;
if(Array.isArray(data184)){
if(data184.length < 1){
const err395 = {instancePath:instancePath+"/notify/" + i38+"/slack/url/cmd",schemaPath:"#/$defs/secret/oneOf/2/properties/cmd/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema33.oneOf[2].properties.cmd,data:data184};
if(vErrors === null){
vErrors = [err395];
}
else {
vErrors.push(err395);
}
errors++;
}
const len36 = data184.length;
for(let i41=0; i41<len36; i41++){
let data185 = data184[i41];
if(typeof data185 === "string"){
if(func3(data185) < 1){
const err396 = {instancePath:instancePath+"/notify/" + i38+"/slack/url/cmd/" + i41,schemaPath:"#/$defs/secret/oneOf/2/properties/cmd/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.oneOf[2].properties.cmd.items,data:data185};
if(vErrors === null){
vErrors = [err396];
}
else {
vErrors.push(err396);
}
errors++;
}
}
else {
const err397 = {instancePath:instancePath+"/notify/" + i38+"/slack/url/cmd/" + i41,schemaPath:"#/$defs/secret/oneOf/2/properties/cmd/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.oneOf[2].properties.cmd.items.type,parentSchema:schema33.oneOf[2].properties.cmd.items,data:data185};
if(vErrors === null){
vErrors = [err397];
}
else {
vErrors.push(err397);
}
errors++;
}
}
}
else {
const err398 = {instancePath:instancePath+"/notify/" + i38+"/slack/url/cmd",schemaPath:"#/$defs/secret/oneOf/2/properties/cmd/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema33.oneOf[2].properties.cmd.type,parentSchema:schema33.oneOf[2].properties.cmd,data:data184};
if(vErrors === null){
vErrors = [err398];
}
else {
vErrors.push(err398);
}
errors++;
}
}
}
else {
const err399 = {instancePath:instancePath+"/notify/" + i38+"/slack/url",schemaPath:"#/$defs/secret/oneOf/2/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.oneOf[2].type,parentSchema:schema33.oneOf[2],data:data181};
if(vErrors === null){
vErrors = [err399];
}
else {
vErrors.push(err399);
}
errors++;
}
var _valid4 = _errs453 === errors;
if(_valid4 && valid160){
valid160 = false;
passing1 = [passing1, 2];
}
else {
if(_valid4){
valid160 = true;
passing1 = 2;
if(props4 !== true){
props4 = true;
}
}
}
}
if(!valid160){
const err400 = {instancePath:instancePath+"/notify/" + i38+"/slack/url",schemaPath:"#/$defs/secret/oneOf",keyword:"oneOf",params:{passingSchemas: passing1},message:"must match exactly one schema in oneOf",schema:schema33.oneOf,parentSchema:schema33,data:data181};
if(vErrors === null){
vErrors = [err400];
}
else {
vErrors.push(err400);
}
errors++;
}
else {
errors = _errs442;
if(vErrors !== null){
if(_errs442){
vErrors.length = _errs442;
}
else {
vErrors = null;
}
}
}
}
if(data180.on !== undefined){
let data186 = data180.on;
if(Array.isArray(data186)){
if(data186.length < 1){
const err401 = {instancePath:instancePath+"/notify/" + i38+"/slack/on",schemaPath:"#/$defs/notify_on/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema147,data:data186};
if(vErrors === null){
vErrors = [err401];
}
else {
vErrors.push(err401);
}
errors++;
}
const len37 = data186.length;
for(let i42=0; i42<len37; i42++){
let data187 = data186[i42];
if(!(((((((((((data187 === "gate.failed") || (data187 === "gate.unknown")) || (data187 === "gateway.full")) || (data187 === "undone")) || (data187 === "undo.failed")) || (data187 === "approval.needed")) || (data187 === "window.awaited")) || (data187 === "phase.done")) || (data187 === "run.done")) || (data187 === "unreachable")) || (data187 === "connections.failed"))){
const err402 = {instancePath:instancePath+"/notify/" + i38+"/slack/on/" + i42,schemaPath:"#/$defs/notify_on/items/enum",keyword:"enum",params:{allowedValues: schema147.items.enum},message:"must be equal to one of the allowed values",schema:schema147.items.enum,parentSchema:schema147.items,data:data187};
if(vErrors === null){
vErrors = [err402];
}
else {
vErrors.push(err402);
}
errors++;
}
}
}
else {
const err403 = {instancePath:instancePath+"/notify/" + i38+"/slack/on",schemaPath:"#/$defs/notify_on/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema147.type,parentSchema:schema147,data:data186};
if(vErrors === null){
vErrors = [err403];
}
else {
vErrors.push(err403);
}
errors++;
}
}
}
else {
const err404 = {instancePath:instancePath+"/notify/" + i38+"/slack",schemaPath:"#/properties/notify/items/properties/slack/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.notify.items.properties.slack.type,parentSchema:schema31.properties.notify.items.properties.slack,data:data180};
if(vErrors === null){
vErrors = [err404];
}
else {
vErrors.push(err404);
}
errors++;
}
}
if(data171.command !== undefined){
let data188 = data171.command;
if(data188 && typeof data188 == "object" && !Array.isArray(data188)){
if(data188.run === undefined){
const err405 = {instancePath:instancePath+"/notify/" + i38+"/command",schemaPath:"#/properties/notify/items/properties/command/required",keyword:"required",params:{missingProperty: "run"},message:"must have required property '"+"run"+"'",schema:schema31.properties.notify.items.properties.command.required,parentSchema:schema31.properties.notify.items.properties.command,data:data188};
if(vErrors === null){
vErrors = [err405];
}
else {
vErrors.push(err405);
}
errors++;
}
if(data188.on === undefined){
const err406 = {instancePath:instancePath+"/notify/" + i38+"/command",schemaPath:"#/properties/notify/items/properties/command/required",keyword:"required",params:{missingProperty: "on"},message:"must have required property '"+"on"+"'",schema:schema31.properties.notify.items.properties.command.required,parentSchema:schema31.properties.notify.items.properties.command,data:data188};
if(vErrors === null){
vErrors = [err406];
}
else {
vErrors.push(err406);
}
errors++;
}
for(const key40 in data188){
if(!((key40 === "run") || (key40 === "on"))){
const err407 = {instancePath:instancePath+"/notify/" + i38+"/command",schemaPath:"#/properties/notify/items/properties/command/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key40},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.notify.items.properties.command,data:data188};
if(vErrors === null){
vErrors = [err407];
}
else {
vErrors.push(err407);
}
errors++;
}
}
if(data188.run !== undefined){
let data189 = data188.run;
if(Array.isArray(data189)){
if(data189.length < 1){
const err408 = {instancePath:instancePath+"/notify/" + i38+"/command/run",schemaPath:"#/properties/notify/items/properties/command/properties/run/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.notify.items.properties.command.properties.run,data:data189};
if(vErrors === null){
vErrors = [err408];
}
else {
vErrors.push(err408);
}
errors++;
}
const len38 = data189.length;
for(let i43=0; i43<len38; i43++){
let data190 = data189[i43];
if(typeof data190 === "string"){
if(func3(data190) < 1){
const err409 = {instancePath:instancePath+"/notify/" + i38+"/command/run/" + i43,schemaPath:"#/properties/notify/items/properties/command/properties/run/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.notify.items.properties.command.properties.run.items,data:data190};
if(vErrors === null){
vErrors = [err409];
}
else {
vErrors.push(err409);
}
errors++;
}
}
else {
const err410 = {instancePath:instancePath+"/notify/" + i38+"/command/run/" + i43,schemaPath:"#/properties/notify/items/properties/command/properties/run/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.notify.items.properties.command.properties.run.items.type,parentSchema:schema31.properties.notify.items.properties.command.properties.run.items,data:data190};
if(vErrors === null){
vErrors = [err410];
}
else {
vErrors.push(err410);
}
errors++;
}
}
}
else {
const err411 = {instancePath:instancePath+"/notify/" + i38+"/command/run",schemaPath:"#/properties/notify/items/properties/command/properties/run/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.notify.items.properties.command.properties.run.type,parentSchema:schema31.properties.notify.items.properties.command.properties.run,data:data189};
if(vErrors === null){
vErrors = [err411];
}
else {
vErrors.push(err411);
}
errors++;
}
}
if(data188.on !== undefined){
let data191 = data188.on;
if(Array.isArray(data191)){
if(data191.length < 1){
const err412 = {instancePath:instancePath+"/notify/" + i38+"/command/on",schemaPath:"#/$defs/notify_on/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema147,data:data191};
if(vErrors === null){
vErrors = [err412];
}
else {
vErrors.push(err412);
}
errors++;
}
const len39 = data191.length;
for(let i44=0; i44<len39; i44++){
let data192 = data191[i44];
if(!(((((((((((data192 === "gate.failed") || (data192 === "gate.unknown")) || (data192 === "gateway.full")) || (data192 === "undone")) || (data192 === "undo.failed")) || (data192 === "approval.needed")) || (data192 === "window.awaited")) || (data192 === "phase.done")) || (data192 === "run.done")) || (data192 === "unreachable")) || (data192 === "connections.failed"))){
const err413 = {instancePath:instancePath+"/notify/" + i38+"/command/on/" + i44,schemaPath:"#/$defs/notify_on/items/enum",keyword:"enum",params:{allowedValues: schema147.items.enum},message:"must be equal to one of the allowed values",schema:schema147.items.enum,parentSchema:schema147.items,data:data192};
if(vErrors === null){
vErrors = [err413];
}
else {
vErrors.push(err413);
}
errors++;
}
}
}
else {
const err414 = {instancePath:instancePath+"/notify/" + i38+"/command/on",schemaPath:"#/$defs/notify_on/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema147.type,parentSchema:schema147,data:data191};
if(vErrors === null){
vErrors = [err414];
}
else {
vErrors.push(err414);
}
errors++;
}
}
}
else {
const err415 = {instancePath:instancePath+"/notify/" + i38+"/command",schemaPath:"#/properties/notify/items/properties/command/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.notify.items.properties.command.type,parentSchema:schema31.properties.notify.items.properties.command,data:data188};
if(vErrors === null){
vErrors = [err415];
}
else {
vErrors.push(err415);
}
errors++;
}
}
if(data171.mail !== undefined){
let data193 = data171.mail;
if(data193 && typeof data193 == "object" && !Array.isArray(data193)){
if(data193.to === undefined){
const err416 = {instancePath:instancePath+"/notify/" + i38+"/mail",schemaPath:"#/properties/notify/items/properties/mail/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema31.properties.notify.items.properties.mail.required,parentSchema:schema31.properties.notify.items.properties.mail,data:data193};
if(vErrors === null){
vErrors = [err416];
}
else {
vErrors.push(err416);
}
errors++;
}
if(data193.on === undefined){
const err417 = {instancePath:instancePath+"/notify/" + i38+"/mail",schemaPath:"#/properties/notify/items/properties/mail/required",keyword:"required",params:{missingProperty: "on"},message:"must have required property '"+"on"+"'",schema:schema31.properties.notify.items.properties.mail.required,parentSchema:schema31.properties.notify.items.properties.mail,data:data193};
if(vErrors === null){
vErrors = [err417];
}
else {
vErrors.push(err417);
}
errors++;
}
for(const key41 in data193){
if(!((((key41 === "to") || (key41 === "from")) || (key41 === "sendmail")) || (key41 === "on"))){
const err418 = {instancePath:instancePath+"/notify/" + i38+"/mail",schemaPath:"#/properties/notify/items/properties/mail/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key41},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.notify.items.properties.mail,data:data193};
if(vErrors === null){
vErrors = [err418];
}
else {
vErrors.push(err418);
}
errors++;
}
}
if(data193.to !== undefined){
let data194 = data193.to;
const _errs479 = errors;
let valid176 = false;
let passing2 = null;
const _errs480 = errors;
if(typeof data194 === "string"){
if(func3(data194) < 3){
const err419 = {instancePath:instancePath+"/notify/" + i38+"/mail/to",schemaPath:"#/properties/notify/items/properties/mail/properties/to/oneOf/0/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters",schema:3,parentSchema:schema31.properties.notify.items.properties.mail.properties.to.oneOf[0],data:data194};
if(vErrors === null){
vErrors = [err419];
}
else {
vErrors.push(err419);
}
errors++;
}
}
else {
const err420 = {instancePath:instancePath+"/notify/" + i38+"/mail/to",schemaPath:"#/properties/notify/items/properties/mail/properties/to/oneOf/0/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.notify.items.properties.mail.properties.to.oneOf[0].type,parentSchema:schema31.properties.notify.items.properties.mail.properties.to.oneOf[0],data:data194};
if(vErrors === null){
vErrors = [err420];
}
else {
vErrors.push(err420);
}
errors++;
}
var _valid5 = _errs480 === errors;
if(_valid5){
valid176 = true;
passing2 = 0;
}
const _errs482 = errors;
if(Array.isArray(data194)){
if(data194.length < 1){
const err421 = {instancePath:instancePath+"/notify/" + i38+"/mail/to",schemaPath:"#/properties/notify/items/properties/mail/properties/to/oneOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.notify.items.properties.mail.properties.to.oneOf[1],data:data194};
if(vErrors === null){
vErrors = [err421];
}
else {
vErrors.push(err421);
}
errors++;
}
const len40 = data194.length;
for(let i45=0; i45<len40; i45++){
let data195 = data194[i45];
if(typeof data195 === "string"){
if(func3(data195) < 3){
const err422 = {instancePath:instancePath+"/notify/" + i38+"/mail/to/" + i45,schemaPath:"#/properties/notify/items/properties/mail/properties/to/oneOf/1/items/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters",schema:3,parentSchema:schema31.properties.notify.items.properties.mail.properties.to.oneOf[1].items,data:data195};
if(vErrors === null){
vErrors = [err422];
}
else {
vErrors.push(err422);
}
errors++;
}
}
else {
const err423 = {instancePath:instancePath+"/notify/" + i38+"/mail/to/" + i45,schemaPath:"#/properties/notify/items/properties/mail/properties/to/oneOf/1/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.notify.items.properties.mail.properties.to.oneOf[1].items.type,parentSchema:schema31.properties.notify.items.properties.mail.properties.to.oneOf[1].items,data:data195};
if(vErrors === null){
vErrors = [err423];
}
else {
vErrors.push(err423);
}
errors++;
}
}
}
else {
const err424 = {instancePath:instancePath+"/notify/" + i38+"/mail/to",schemaPath:"#/properties/notify/items/properties/mail/properties/to/oneOf/1/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.notify.items.properties.mail.properties.to.oneOf[1].type,parentSchema:schema31.properties.notify.items.properties.mail.properties.to.oneOf[1],data:data194};
if(vErrors === null){
vErrors = [err424];
}
else {
vErrors.push(err424);
}
errors++;
}
var _valid5 = _errs482 === errors;
if(_valid5 && valid176){
valid176 = false;
passing2 = [passing2, 1];
}
else {
if(_valid5){
valid176 = true;
passing2 = 1;
}
}
if(!valid176){
const err425 = {instancePath:instancePath+"/notify/" + i38+"/mail/to",schemaPath:"#/properties/notify/items/properties/mail/properties/to/oneOf",keyword:"oneOf",params:{passingSchemas: passing2},message:"must match exactly one schema in oneOf",schema:schema31.properties.notify.items.properties.mail.properties.to.oneOf,parentSchema:schema31.properties.notify.items.properties.mail.properties.to,data:data194};
if(vErrors === null){
vErrors = [err425];
}
else {
vErrors.push(err425);
}
errors++;
}
else {
errors = _errs479;
if(vErrors !== null){
if(_errs479){
vErrors.length = _errs479;
}
else {
vErrors = null;
}
}
}
}
if(data193.from !== undefined){
let data196 = data193.from;
if(typeof data196 === "string"){
if(func3(data196) < 3){
const err426 = {instancePath:instancePath+"/notify/" + i38+"/mail/from",schemaPath:"#/properties/notify/items/properties/mail/properties/from/minLength",keyword:"minLength",params:{limit: 3},message:"must NOT have fewer than 3 characters",schema:3,parentSchema:schema31.properties.notify.items.properties.mail.properties.from,data:data196};
if(vErrors === null){
vErrors = [err426];
}
else {
vErrors.push(err426);
}
errors++;
}
}
else {
const err427 = {instancePath:instancePath+"/notify/" + i38+"/mail/from",schemaPath:"#/properties/notify/items/properties/mail/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.notify.items.properties.mail.properties.from.type,parentSchema:schema31.properties.notify.items.properties.mail.properties.from,data:data196};
if(vErrors === null){
vErrors = [err427];
}
else {
vErrors.push(err427);
}
errors++;
}
}
if(data193.sendmail !== undefined){
let data197 = data193.sendmail;
if(Array.isArray(data197)){
if(data197.length < 1){
const err428 = {instancePath:instancePath+"/notify/" + i38+"/mail/sendmail",schemaPath:"#/properties/notify/items/properties/mail/properties/sendmail/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema31.properties.notify.items.properties.mail.properties.sendmail,data:data197};
if(vErrors === null){
vErrors = [err428];
}
else {
vErrors.push(err428);
}
errors++;
}
const len41 = data197.length;
for(let i46=0; i46<len41; i46++){
let data198 = data197[i46];
if(typeof data198 === "string"){
if(func3(data198) < 1){
const err429 = {instancePath:instancePath+"/notify/" + i38+"/mail/sendmail/" + i46,schemaPath:"#/properties/notify/items/properties/mail/properties/sendmail/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.notify.items.properties.mail.properties.sendmail.items,data:data198};
if(vErrors === null){
vErrors = [err429];
}
else {
vErrors.push(err429);
}
errors++;
}
}
else {
const err430 = {instancePath:instancePath+"/notify/" + i38+"/mail/sendmail/" + i46,schemaPath:"#/properties/notify/items/properties/mail/properties/sendmail/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.notify.items.properties.mail.properties.sendmail.items.type,parentSchema:schema31.properties.notify.items.properties.mail.properties.sendmail.items,data:data198};
if(vErrors === null){
vErrors = [err430];
}
else {
vErrors.push(err430);
}
errors++;
}
}
}
else {
const err431 = {instancePath:instancePath+"/notify/" + i38+"/mail/sendmail",schemaPath:"#/properties/notify/items/properties/mail/properties/sendmail/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.notify.items.properties.mail.properties.sendmail.type,parentSchema:schema31.properties.notify.items.properties.mail.properties.sendmail,data:data197};
if(vErrors === null){
vErrors = [err431];
}
else {
vErrors.push(err431);
}
errors++;
}
}
if(data193.on !== undefined){
let data199 = data193.on;
if(Array.isArray(data199)){
if(data199.length < 1){
const err432 = {instancePath:instancePath+"/notify/" + i38+"/mail/on",schemaPath:"#/$defs/notify_on/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema147,data:data199};
if(vErrors === null){
vErrors = [err432];
}
else {
vErrors.push(err432);
}
errors++;
}
const len42 = data199.length;
for(let i47=0; i47<len42; i47++){
let data200 = data199[i47];
if(!(((((((((((data200 === "gate.failed") || (data200 === "gate.unknown")) || (data200 === "gateway.full")) || (data200 === "undone")) || (data200 === "undo.failed")) || (data200 === "approval.needed")) || (data200 === "window.awaited")) || (data200 === "phase.done")) || (data200 === "run.done")) || (data200 === "unreachable")) || (data200 === "connections.failed"))){
const err433 = {instancePath:instancePath+"/notify/" + i38+"/mail/on/" + i47,schemaPath:"#/$defs/notify_on/items/enum",keyword:"enum",params:{allowedValues: schema147.items.enum},message:"must be equal to one of the allowed values",schema:schema147.items.enum,parentSchema:schema147.items,data:data200};
if(vErrors === null){
vErrors = [err433];
}
else {
vErrors.push(err433);
}
errors++;
}
}
}
else {
const err434 = {instancePath:instancePath+"/notify/" + i38+"/mail/on",schemaPath:"#/$defs/notify_on/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema147.type,parentSchema:schema147,data:data199};
if(vErrors === null){
vErrors = [err434];
}
else {
vErrors.push(err434);
}
errors++;
}
}
}
else {
const err435 = {instancePath:instancePath+"/notify/" + i38+"/mail",schemaPath:"#/properties/notify/items/properties/mail/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.notify.items.properties.mail.type,parentSchema:schema31.properties.notify.items.properties.mail,data:data193};
if(vErrors === null){
vErrors = [err435];
}
else {
vErrors.push(err435);
}
errors++;
}
}
}
else {
const err436 = {instancePath:instancePath+"/notify/" + i38,schemaPath:"#/properties/notify/items/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.notify.items.type,parentSchema:schema31.properties.notify.items,data:data171};
if(vErrors === null){
vErrors = [err436];
}
else {
vErrors.push(err436);
}
errors++;
}
}
}
else {
const err437 = {instancePath:instancePath+"/notify",schemaPath:"#/properties/notify/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.notify.type,parentSchema:schema31.properties.notify,data:data170};
if(vErrors === null){
vErrors = [err437];
}
else {
vErrors.push(err437);
}
errors++;
}
}
if(data.playbooks !== undefined){
let data201 = data.playbooks;
if(data201 && typeof data201 == "object" && !Array.isArray(data201)){
for(const key42 in data201){
if(!((((key42 === "phase-1") || (key42 === "phase-2")) || (key42 === "phase-3")) || (key42 === "phase-4"))){
const err438 = {instancePath:instancePath+"/playbooks",schemaPath:"#/properties/playbooks/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key42},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.playbooks,data:data201};
if(vErrors === null){
vErrors = [err438];
}
else {
vErrors.push(err438);
}
errors++;
}
}
if(data201["phase-1"] !== undefined){
let data202 = data201["phase-1"];
if(typeof data202 === "string"){
if(func3(data202) < 1){
const err439 = {instancePath:instancePath+"/playbooks/phase-1",schemaPath:"#/properties/playbooks/properties/phase-1/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.playbooks.properties["phase-1"],data:data202};
if(vErrors === null){
vErrors = [err439];
}
else {
vErrors.push(err439);
}
errors++;
}
}
else {
const err440 = {instancePath:instancePath+"/playbooks/phase-1",schemaPath:"#/properties/playbooks/properties/phase-1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.playbooks.properties["phase-1"].type,parentSchema:schema31.properties.playbooks.properties["phase-1"],data:data202};
if(vErrors === null){
vErrors = [err440];
}
else {
vErrors.push(err440);
}
errors++;
}
}
if(data201["phase-2"] !== undefined){
let data203 = data201["phase-2"];
if(typeof data203 === "string"){
if(func3(data203) < 1){
const err441 = {instancePath:instancePath+"/playbooks/phase-2",schemaPath:"#/properties/playbooks/properties/phase-2/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.playbooks.properties["phase-2"],data:data203};
if(vErrors === null){
vErrors = [err441];
}
else {
vErrors.push(err441);
}
errors++;
}
}
else {
const err442 = {instancePath:instancePath+"/playbooks/phase-2",schemaPath:"#/properties/playbooks/properties/phase-2/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.playbooks.properties["phase-2"].type,parentSchema:schema31.properties.playbooks.properties["phase-2"],data:data203};
if(vErrors === null){
vErrors = [err442];
}
else {
vErrors.push(err442);
}
errors++;
}
}
if(data201["phase-3"] !== undefined){
let data204 = data201["phase-3"];
if(typeof data204 === "string"){
if(func3(data204) < 1){
const err443 = {instancePath:instancePath+"/playbooks/phase-3",schemaPath:"#/properties/playbooks/properties/phase-3/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.playbooks.properties["phase-3"],data:data204};
if(vErrors === null){
vErrors = [err443];
}
else {
vErrors.push(err443);
}
errors++;
}
}
else {
const err444 = {instancePath:instancePath+"/playbooks/phase-3",schemaPath:"#/properties/playbooks/properties/phase-3/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.playbooks.properties["phase-3"].type,parentSchema:schema31.properties.playbooks.properties["phase-3"],data:data204};
if(vErrors === null){
vErrors = [err444];
}
else {
vErrors.push(err444);
}
errors++;
}
}
if(data201["phase-4"] !== undefined){
let data205 = data201["phase-4"];
if(typeof data205 === "string"){
if(func3(data205) < 1){
const err445 = {instancePath:instancePath+"/playbooks/phase-4",schemaPath:"#/properties/playbooks/properties/phase-4/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.playbooks.properties["phase-4"],data:data205};
if(vErrors === null){
vErrors = [err445];
}
else {
vErrors.push(err445);
}
errors++;
}
}
else {
const err446 = {instancePath:instancePath+"/playbooks/phase-4",schemaPath:"#/properties/playbooks/properties/phase-4/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.playbooks.properties["phase-4"].type,parentSchema:schema31.properties.playbooks.properties["phase-4"],data:data205};
if(vErrors === null){
vErrors = [err446];
}
else {
vErrors.push(err446);
}
errors++;
}
}
}
else {
const err447 = {instancePath:instancePath+"/playbooks",schemaPath:"#/properties/playbooks/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.playbooks.type,parentSchema:schema31.properties.playbooks,data:data201};
if(vErrors === null){
vErrors = [err447];
}
else {
vErrors.push(err447);
}
errors++;
}
}
if(data.extend !== undefined){
let data206 = data.extend;
if(data206 && typeof data206 == "object" && !Array.isArray(data206)){
for(const key43 in data206){
if(!((((key43 === "phase-1") || (key43 === "phase-2")) || (key43 === "phase-3")) || (key43 === "phase-4"))){
const err448 = {instancePath:instancePath+"/extend",schemaPath:"#/properties/extend/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key43},message:"must NOT have additional properties",schema:false,parentSchema:schema31.properties.extend,data:data206};
if(vErrors === null){
vErrors = [err448];
}
else {
vErrors.push(err448);
}
errors++;
}
}
if(data206["phase-1"] !== undefined){
if(!(validate44(data206["phase-1"], {instancePath:instancePath+"/extend/phase-1",parentData:data206,parentDataProperty:"phase-1",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
}
if(data206["phase-2"] !== undefined){
if(!(validate44(data206["phase-2"], {instancePath:instancePath+"/extend/phase-2",parentData:data206,parentDataProperty:"phase-2",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
}
if(data206["phase-3"] !== undefined){
if(!(validate44(data206["phase-3"], {instancePath:instancePath+"/extend/phase-3",parentData:data206,parentDataProperty:"phase-3",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
}
if(data206["phase-4"] !== undefined){
if(!(validate44(data206["phase-4"], {instancePath:instancePath+"/extend/phase-4",parentData:data206,parentDataProperty:"phase-4",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate44.errors : vErrors.concat(validate44.errors);
errors = vErrors.length;
}
}
}
else {
const err449 = {instancePath:instancePath+"/extend",schemaPath:"#/properties/extend/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.properties.extend.type,parentSchema:schema31.properties.extend,data:data206};
if(vErrors === null){
vErrors = [err449];
}
else {
vErrors.push(err449);
}
errors++;
}
}
}
else {
const err450 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err450];
}
else {
vErrors.push(err450);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

