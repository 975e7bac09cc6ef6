// @ts-nocheck
// Generated from schemas/ by `npm run generate`. Do not edit.
import { createRequire } from "node:module";
import SCHEMA from "../../schemas/playbook.schema.json" with { type: "json" };
import { FORMATS } from "./formats.ts";
import type { Validate } from "./schema.ts";
const require = createRequire(import.meta.url);
export default validate20 as unknown as Validate;
const schema31 = SCHEMA;
const schema32 = SCHEMA["$defs"]["phase_id"];
const func1 = Object.prototype.hasOwnProperty;
const func2 = require("ajv/dist/runtime/ucs2length").default;
const schema33 = SCHEMA["$defs"]["rollout"];
const schema34 = SCHEMA["$defs"]["count"];
const schema37 = SCHEMA["$defs"]["duration"];
const func0 = require("ajv/dist/runtime/equal").default;
const pattern4 = new RegExp("^[0-9]{1,4}%$", "u");
const pattern7 = new RegExp("^(0|([0-9]+(ms|s|m|h|d))+)$", "u");
const formats0 = FORMATS.window;

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
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
if(!(func1.call(schema33.properties, key0))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema33,data};
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
const err1 = {instancePath:instancePath+"/batch",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.anyOf[0].type,parentSchema:schema34.anyOf[0],data:data0};
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
const err2 = {instancePath:instancePath+"/batch",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema34.anyOf[0],data:data0};
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
if(!pattern4.test(data0)){
const err3 = {instancePath:instancePath+"/batch",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema34.anyOf[1],data:data0};
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
const err4 = {instancePath:instancePath+"/batch",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.anyOf[1].type,parentSchema:schema34.anyOf[1],data:data0};
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
const err5 = {instancePath:instancePath+"/batch",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema34.anyOf,parentSchema:schema34,data:data0};
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
const err6 = {instancePath:instancePath+"/batch",schemaPath:"#/properties/batch/anyOf/1/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema33.properties.batch.anyOf[1],data:data0};
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
const err7 = {instancePath:instancePath+"/batch/" + i0,schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.anyOf[0].type,parentSchema:schema34.anyOf[0],data:data1};
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
const err8 = {instancePath:instancePath+"/batch/" + i0,schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema34.anyOf[0],data:data1};
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
if(!pattern4.test(data1)){
const err9 = {instancePath:instancePath+"/batch/" + i0,schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema34.anyOf[1],data:data1};
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
const err10 = {instancePath:instancePath+"/batch/" + i0,schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.anyOf[1].type,parentSchema:schema34.anyOf[1],data:data1};
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
const err11 = {instancePath:instancePath+"/batch/" + i0,schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema34.anyOf,parentSchema:schema34,data:data1};
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
const err12 = {instancePath:instancePath+"/batch",schemaPath:"#/properties/batch/anyOf/1/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema33.properties.batch.anyOf[1].type,parentSchema:schema33.properties.batch.anyOf[1],data:data0};
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
const err13 = {instancePath:instancePath+"/batch",schemaPath:"#/properties/batch/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema33.properties.batch.anyOf,parentSchema:schema33.properties.batch,data:data0};
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
const err14 = {instancePath:instancePath+"/max_unavailable",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.anyOf[0].type,parentSchema:schema34.anyOf[0],data:data2};
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
const err15 = {instancePath:instancePath+"/max_unavailable",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema34.anyOf[0],data:data2};
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
if(!pattern4.test(data2)){
const err16 = {instancePath:instancePath+"/max_unavailable",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema34.anyOf[1],data:data2};
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
const err17 = {instancePath:instancePath+"/max_unavailable",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.anyOf[1].type,parentSchema:schema34.anyOf[1],data:data2};
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
const err18 = {instancePath:instancePath+"/max_unavailable",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema34.anyOf,parentSchema:schema34,data:data2};
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
const err19 = {instancePath:instancePath+"/brownout",schemaPath:"#/properties/brownout/required",keyword:"required",params:{missingProperty: "for"},message:"must have required property '"+"for"+"'",schema:schema33.properties.brownout.required,parentSchema:schema33.properties.brownout,data:data3};
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
const err20 = {instancePath:instancePath+"/brownout",schemaPath:"#/properties/brownout/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema33.properties.brownout,data:data3};
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
if(!pattern7.test(data4)){
const err21 = {instancePath:instancePath+"/brownout/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data4};
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
const err22 = {instancePath:instancePath+"/brownout/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data4};
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
const err23 = {instancePath:instancePath+"/brownout/mode",schemaPath:"#/properties/brownout/properties/mode/enum",keyword:"enum",params:{allowedValues: schema33.properties.brownout.properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema33.properties.brownout.properties.mode.enum,parentSchema:schema33.properties.brownout.properties.mode,data:data5};
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
const err24 = {instancePath:instancePath+"/brownout/scope",schemaPath:"#/properties/brownout/properties/scope/enum",keyword:"enum",params:{allowedValues: schema33.properties.brownout.properties.scope.enum},message:"must be equal to one of the allowed values",schema:schema33.properties.brownout.properties.scope.enum,parentSchema:schema33.properties.brownout.properties.scope,data:data6};
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
const err25 = {instancePath:instancePath+"/brownout",schemaPath:"#/properties/brownout/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.properties.brownout.type,parentSchema:schema33.properties.brownout,data:data3};
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
const err26 = {instancePath:instancePath+"/reboot_proof",schemaPath:"#/properties/reboot_proof/enum",keyword:"enum",params:{allowedValues: schema33.properties.reboot_proof.enum},message:"must be equal to one of the allowed values",schema:schema33.properties.reboot_proof.enum,parentSchema:schema33.properties.reboot_proof,data:data7};
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
const err27 = {instancePath:instancePath+"/unrehearsed",schemaPath:"#/properties/unrehearsed/enum",keyword:"enum",params:{allowedValues: schema33.properties.unrehearsed.enum},message:"must be equal to one of the allowed values",schema:schema33.properties.unrehearsed.enum,parentSchema:schema33.properties.unrehearsed,data:data8};
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
if(func2(data10) < 1){
const err28 = {instancePath:instancePath+"/windows/" + i1,schemaPath:"#/properties/windows/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.properties.windows.items,data:data10};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(!(formats0(data10))){
const err29 = {instancePath:instancePath+"/windows/" + i1,schemaPath:"#/properties/windows/items/format",keyword:"format",params:{format: "window"},message:"must match format \""+"window"+"\"",schema:"window",parentSchema:schema33.properties.windows.items,data:data10};
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
const err30 = {instancePath:instancePath+"/windows/" + i1,schemaPath:"#/properties/windows/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.properties.windows.items.type,parentSchema:schema33.properties.windows.items,data:data10};
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
const err31 = {instancePath:instancePath+"/windows",schemaPath:"#/properties/windows/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema33.properties.windows.type,parentSchema:schema33.properties.windows,data:data9};
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
const err32 = {instancePath:instancePath+"/canaries",schemaPath:"#/properties/canaries/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema33.properties.canaries,data:data11};
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
if(func2(data12) < 1){
const err33 = {instancePath:instancePath+"/canaries/" + i2,schemaPath:"#/properties/canaries/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.properties.canaries.items,data:data12};
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
const err34 = {instancePath:instancePath+"/canaries/" + i2,schemaPath:"#/properties/canaries/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.properties.canaries.items.type,parentSchema:schema33.properties.canaries.items,data:data12};
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
const err35 = {instancePath:instancePath+"/canaries",schemaPath:"#/properties/canaries/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i3+" are identical)",schema:true,parentSchema:schema33.properties.canaries,data:data11};
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
const err36 = {instancePath:instancePath+"/canaries",schemaPath:"#/properties/canaries/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema33.properties.canaries.type,parentSchema:schema33.properties.canaries,data:data11};
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
const err37 = {instancePath:instancePath+"/domains",schemaPath:"#/properties/domains/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema33.properties.domains,data:data13};
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
if(func2(data14) < 1){
const err38 = {instancePath:instancePath+"/domains/by",schemaPath:"#/properties/domains/properties/by/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.properties.domains.properties.by,data:data14};
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
const err39 = {instancePath:instancePath+"/domains/by",schemaPath:"#/properties/domains/properties/by/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.properties.domains.properties.by.type,parentSchema:schema33.properties.domains.properties.by,data:data14};
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
const err40 = {instancePath:instancePath+"/domains/groups",schemaPath:"#/properties/domains/properties/groups/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema33.properties.domains.properties.groups,data:data15};
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
if(func2(data16) < 1){
const err41 = {instancePath:instancePath+"/domains/groups/" + i4,schemaPath:"#/properties/domains/properties/groups/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema33.properties.domains.properties.groups.items,data:data16};
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
const err42 = {instancePath:instancePath+"/domains/groups/" + i4,schemaPath:"#/properties/domains/properties/groups/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.properties.domains.properties.groups.items.type,parentSchema:schema33.properties.domains.properties.groups.items,data:data16};
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
const err43 = {instancePath:instancePath+"/domains/groups",schemaPath:"#/properties/domains/properties/groups/uniqueItems",keyword:"uniqueItems",params:{i: i5, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i5+" are identical)",schema:true,parentSchema:schema33.properties.domains.properties.groups,data:data15};
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
const err44 = {instancePath:instancePath+"/domains/groups",schemaPath:"#/properties/domains/properties/groups/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema33.properties.domains.properties.groups.type,parentSchema:schema33.properties.domains.properties.groups,data:data15};
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
const err45 = {instancePath:instancePath+"/domains/at_once",schemaPath:"#/properties/domains/properties/at_once/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema33.properties.domains.properties.at_once.type,parentSchema:schema33.properties.domains.properties.at_once,data:data17};
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
const err46 = {instancePath:instancePath+"/domains/at_once",schemaPath:"#/properties/domains/properties/at_once/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema33.properties.domains.properties.at_once,data:data17};
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
const err47 = {instancePath:instancePath+"/domains/max_unavailable",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.anyOf[0].type,parentSchema:schema34.anyOf[0],data:data18};
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
const err48 = {instancePath:instancePath+"/domains/max_unavailable",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema34.anyOf[0],data:data18};
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
if(!pattern4.test(data18)){
const err49 = {instancePath:instancePath+"/domains/max_unavailable",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema34.anyOf[1],data:data18};
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
const err50 = {instancePath:instancePath+"/domains/max_unavailable",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.anyOf[1].type,parentSchema:schema34.anyOf[1],data:data18};
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
const err51 = {instancePath:instancePath+"/domains/max_unavailable",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema34.anyOf,parentSchema:schema34,data:data18};
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
const err52 = {instancePath:instancePath+"/domains/stop_after",schemaPath:"#/properties/domains/properties/stop_after/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema33.properties.domains.properties.stop_after,data:data19};
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
const err53 = {instancePath:instancePath+"/domains/stop_after/failed",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.anyOf[0].type,parentSchema:schema34.anyOf[0],data:data20};
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
const err54 = {instancePath:instancePath+"/domains/stop_after/failed",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema34.anyOf[0],data:data20};
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
if(!pattern4.test(data20)){
const err55 = {instancePath:instancePath+"/domains/stop_after/failed",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema34.anyOf[1],data:data20};
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
const err56 = {instancePath:instancePath+"/domains/stop_after/failed",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.anyOf[1].type,parentSchema:schema34.anyOf[1],data:data20};
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
const err57 = {instancePath:instancePath+"/domains/stop_after/failed",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema34.anyOf,parentSchema:schema34,data:data20};
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
const err58 = {instancePath:instancePath+"/domains/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.anyOf[0].type,parentSchema:schema34.anyOf[0],data:data21};
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
const err59 = {instancePath:instancePath+"/domains/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema34.anyOf[0],data:data21};
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
if(!pattern4.test(data21)){
const err60 = {instancePath:instancePath+"/domains/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema34.anyOf[1],data:data21};
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
const err61 = {instancePath:instancePath+"/domains/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.anyOf[1].type,parentSchema:schema34.anyOf[1],data:data21};
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
const err62 = {instancePath:instancePath+"/domains/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema34.anyOf,parentSchema:schema34,data:data21};
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
const err63 = {instancePath:instancePath+"/domains/stop_after",schemaPath:"#/properties/domains/properties/stop_after/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.properties.domains.properties.stop_after.type,parentSchema:schema33.properties.domains.properties.stop_after,data:data19};
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
const err64 = {instancePath:instancePath+"/domains",schemaPath:"#/properties/domains/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.properties.domains.type,parentSchema:schema33.properties.domains,data:data13};
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
const err65 = {instancePath:instancePath+"/stop_after",schemaPath:"#/properties/stop_after/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema33.properties.stop_after,data:data22};
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
const err66 = {instancePath:instancePath+"/stop_after/failed",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.anyOf[0].type,parentSchema:schema34.anyOf[0],data:data23};
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
const err67 = {instancePath:instancePath+"/stop_after/failed",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema34.anyOf[0],data:data23};
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
if(!pattern4.test(data23)){
const err68 = {instancePath:instancePath+"/stop_after/failed",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema34.anyOf[1],data:data23};
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
const err69 = {instancePath:instancePath+"/stop_after/failed",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.anyOf[1].type,parentSchema:schema34.anyOf[1],data:data23};
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
const err70 = {instancePath:instancePath+"/stop_after/failed",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema34.anyOf,parentSchema:schema34,data:data23};
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
const err71 = {instancePath:instancePath+"/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema34.anyOf[0].type,parentSchema:schema34.anyOf[0],data:data24};
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
const err72 = {instancePath:instancePath+"/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema34.anyOf[0],data:data24};
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
if(!pattern4.test(data24)){
const err73 = {instancePath:instancePath+"/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^[0-9]{1,4}%$"},message:"must match pattern \""+"^[0-9]{1,4}%$"+"\"",schema:"^[0-9]{1,4}%$",parentSchema:schema34.anyOf[1],data:data24};
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
const err74 = {instancePath:instancePath+"/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.anyOf[1].type,parentSchema:schema34.anyOf[1],data:data24};
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
const err75 = {instancePath:instancePath+"/stop_after/unreachable",schemaPath:"#/$defs/count/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema34.anyOf,parentSchema:schema34,data:data24};
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
const err76 = {instancePath:instancePath+"/stop_after",schemaPath:"#/properties/stop_after/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.properties.stop_after.type,parentSchema:schema33.properties.stop_after,data:data22};
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
if(!pattern7.test(data25)){
const err77 = {instancePath:instancePath+"/soak",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data25};
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
const err78 = {instancePath:instancePath+"/soak",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data25};
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
if(!pattern7.test(data26)){
const err79 = {instancePath:instancePath+"/confirm",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data26};
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
const err80 = {instancePath:instancePath+"/confirm",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data26};
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
const err81 = {instancePath:instancePath+"/approve/" + i6,schemaPath:"#/$defs/phase_id/enum",keyword:"enum",params:{allowedValues: schema32.enum},message:"must be equal to one of the allowed values",schema:schema32.enum,parentSchema:schema32,data:data28};
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
const err82 = {instancePath:instancePath+"/approve",schemaPath:"#/properties/approve/uniqueItems",keyword:"uniqueItems",params:{i: i7, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i7+" are identical)",schema:true,parentSchema:schema33.properties.approve,data:data27};
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
const err83 = {instancePath:instancePath+"/approve",schemaPath:"#/properties/approve/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema33.properties.approve.type,parentSchema:schema33.properties.approve,data:data27};
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
const err84 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.type,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema46 = SCHEMA["$defs"]["gate"];
const schema47 = SCHEMA["$defs"]["gate_name"];
const schema48 = SCHEMA["$defs"]["gate_with_args"];
const schema49 = SCHEMA["$defs"]["domain"];
const schema55 = SCHEMA["$defs"]["url"];
const schema56 = SCHEMA["$defs"]["endpoint"];
const schema62 = SCHEMA["$defs"]["ipv4_or_prefix"];
const pattern15 = new RegExp("^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$", "u");
const pattern21 = new RegExp("^https?://[^\\s/]+(/\\S*)?$", "u");
const pattern22 = new RegExp("^\\S+:[0-9]{1,5}$", "u");
const pattern30 = new RegExp("^/", "u");
const formats2 = FORMATS["ipv4-or-prefix"];

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 1){
const err0 = {instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema48,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(Object.keys(data).length < 1){
const err1 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema48,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema48.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema48,data};
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
const err3 = {instancePath:instancePath+"/dns64.resolve",schemaPath:"#/properties/dns64.resolve/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["dns64.resolve"],data:data0};
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
if(func2(data1) > 254){
const err4 = {instancePath:instancePath+"/dns64.resolve/ipv4_only",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema49,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(!pattern15.test(data1)){
const err5 = {instancePath:instancePath+"/dns64.resolve/ipv4_only",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema49,data:data1};
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
const err6 = {instancePath:instancePath+"/dns64.resolve/ipv4_only",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.type,parentSchema:schema49,data:data1};
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
if(func2(data2) > 254){
const err7 = {instancePath:instancePath+"/dns64.resolve/wildcard",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema49,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!pattern15.test(data2)){
const err8 = {instancePath:instancePath+"/dns64.resolve/wildcard",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema49,data:data2};
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
const err9 = {instancePath:instancePath+"/dns64.resolve/wildcard",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.type,parentSchema:schema49,data:data2};
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
if(func2(data3) > 254){
const err10 = {instancePath:instancePath+"/dns64.resolve/dual",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema49,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(!pattern15.test(data3)){
const err11 = {instancePath:instancePath+"/dns64.resolve/dual",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema49,data:data3};
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
const err12 = {instancePath:instancePath+"/dns64.resolve/dual",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.type,parentSchema:schema49,data:data3};
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
const err13 = {instancePath:instancePath+"/dns64.resolve",schemaPath:"#/properties/dns64.resolve/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["dns64.resolve"].type,parentSchema:schema48.properties["dns64.resolve"],data:data0};
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
const err14 = {instancePath:instancePath+"/dns64.dnssec",schemaPath:"#/properties/dns64.dnssec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["dns64.dnssec"],data:data4};
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
if(func2(data5) > 254){
const err15 = {instancePath:instancePath+"/dns64.dnssec/signed_ipv4_only",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema49,data:data5};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(!pattern15.test(data5)){
const err16 = {instancePath:instancePath+"/dns64.dnssec/signed_ipv4_only",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema49,data:data5};
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
const err17 = {instancePath:instancePath+"/dns64.dnssec/signed_ipv4_only",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.type,parentSchema:schema49,data:data5};
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
if(func2(data6) > 254){
const err18 = {instancePath:instancePath+"/dns64.dnssec/signed_native",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema49,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(!pattern15.test(data6)){
const err19 = {instancePath:instancePath+"/dns64.dnssec/signed_native",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema49,data:data6};
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
const err20 = {instancePath:instancePath+"/dns64.dnssec/signed_native",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.type,parentSchema:schema49,data:data6};
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
if(func2(data7) > 254){
const err21 = {instancePath:instancePath+"/dns64.dnssec/bogus",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema49,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(!pattern15.test(data7)){
const err22 = {instancePath:instancePath+"/dns64.dnssec/bogus",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema49,data:data7};
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
const err23 = {instancePath:instancePath+"/dns64.dnssec/bogus",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.type,parentSchema:schema49,data:data7};
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
const err24 = {instancePath:instancePath+"/dns64.dnssec",schemaPath:"#/properties/dns64.dnssec/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["dns64.dnssec"].type,parentSchema:schema48.properties["dns64.dnssec"],data:data4};
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
const err25 = {instancePath:instancePath+"/nat64.connect",schemaPath:"#/properties/nat64.connect/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["nat64.connect"],data:data8};
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
if(!pattern21.test(data9)){
const err26 = {instancePath:instancePath+"/nat64.connect/http",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema55,data:data9};
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
const err27 = {instancePath:instancePath+"/nat64.connect/http",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.type,parentSchema:schema55,data:data9};
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
if(!pattern22.test(data10)){
const err28 = {instancePath:instancePath+"/nat64.connect/tcp",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema56,data:data10};
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
const err29 = {instancePath:instancePath+"/nat64.connect/tcp",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema56.type,parentSchema:schema56,data:data10};
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
if(!pattern22.test(data11)){
const err30 = {instancePath:instancePath+"/nat64.connect/udp",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema56,data:data11};
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
const err31 = {instancePath:instancePath+"/nat64.connect/udp",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema56.type,parentSchema:schema56,data:data11};
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
if(func2(data12) > 254){
const err32 = {instancePath:instancePath+"/nat64.connect/ping",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema49,data:data12};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
if(!pattern15.test(data12)){
const err33 = {instancePath:instancePath+"/nat64.connect/ping",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema49,data:data12};
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
const err34 = {instancePath:instancePath+"/nat64.connect/ping",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.type,parentSchema:schema49,data:data12};
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
const err35 = {instancePath:instancePath+"/nat64.connect/tries",schemaPath:"#/properties/nat64.connect/properties/tries/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema48.properties["nat64.connect"].properties.tries.type,parentSchema:schema48.properties["nat64.connect"].properties.tries,data:data13};
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
const err36 = {instancePath:instancePath+"/nat64.connect/tries",schemaPath:"#/properties/nat64.connect/properties/tries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema48.properties["nat64.connect"].properties.tries,data:data13};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
if(data13 < 1 || isNaN(data13)){
const err37 = {instancePath:instancePath+"/nat64.connect/tries",schemaPath:"#/properties/nat64.connect/properties/tries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema48.properties["nat64.connect"].properties.tries,data:data13};
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
const err38 = {instancePath:instancePath+"/nat64.connect",schemaPath:"#/properties/nat64.connect/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["nat64.connect"].type,parentSchema:schema48.properties["nat64.connect"],data:data8};
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
const err39 = {instancePath:instancePath+"/nat64.large",schemaPath:"#/properties/nat64.large/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["nat64.large"],data:data14};
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
if(!pattern21.test(data15)){
const err40 = {instancePath:instancePath+"/nat64.large/url_down",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema55,data:data15};
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
const err41 = {instancePath:instancePath+"/nat64.large/url_down",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.type,parentSchema:schema55,data:data15};
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
if(!pattern21.test(data16)){
const err42 = {instancePath:instancePath+"/nat64.large/url_up",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema55,data:data16};
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
const err43 = {instancePath:instancePath+"/nat64.large/url_up",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.type,parentSchema:schema55,data:data16};
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
const err44 = {instancePath:instancePath+"/nat64.large/bytes",schemaPath:"#/properties/nat64.large/properties/bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema48.properties["nat64.large"].properties.bytes.type,parentSchema:schema48.properties["nat64.large"].properties.bytes,data:data17};
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
const err45 = {instancePath:instancePath+"/nat64.large/bytes",schemaPath:"#/properties/nat64.large/properties/bytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 268435456},message:"must be <= 268435456",schema:268435456,parentSchema:schema48.properties["nat64.large"].properties.bytes,data:data17};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(data17 < 65536 || isNaN(data17)){
const err46 = {instancePath:instancePath+"/nat64.large/bytes",schemaPath:"#/properties/nat64.large/properties/bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 65536},message:"must be >= 65536",schema:65536,parentSchema:schema48.properties["nat64.large"].properties.bytes,data:data17};
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
const err47 = {instancePath:instancePath+"/nat64.large",schemaPath:"#/properties/nat64.large/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["nat64.large"].type,parentSchema:schema48.properties["nat64.large"],data:data14};
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
const err48 = {instancePath:instancePath+"/nat64.state",schemaPath:"#/properties/nat64.state/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["nat64.state"],data:data18};
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
const err49 = {instancePath:instancePath+"/nat64.state/max",schemaPath:"#/properties/nat64.state/properties/max/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema48.properties["nat64.state"].properties.max.type,parentSchema:schema48.properties["nat64.state"].properties.max,data:data19};
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
const err50 = {instancePath:instancePath+"/nat64.state/max",schemaPath:"#/properties/nat64.state/properties/max/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100},message:"must be <= 100",schema:100,parentSchema:schema48.properties["nat64.state"].properties.max,data:data19};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(data19 < 1 || isNaN(data19)){
const err51 = {instancePath:instancePath+"/nat64.state/max",schemaPath:"#/properties/nat64.state/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema48.properties["nat64.state"].properties.max,data:data19};
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
const err52 = {instancePath:instancePath+"/nat64.state",schemaPath:"#/properties/nat64.state/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["nat64.state"].type,parentSchema:schema48.properties["nat64.state"],data:data18};
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
const err53 = {instancePath:instancePath+"/service.health",schemaPath:"#/properties/service.health/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["service.health"],data:data20};
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
const err54 = {instancePath:instancePath+"/service.health/by",schemaPath:"#/properties/service.health/properties/by/enum",keyword:"enum",params:{allowedValues: schema48.properties["service.health"].properties.by.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["service.health"].properties.by.enum,parentSchema:schema48.properties["service.health"].properties.by,data:data21};
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
const err55 = {instancePath:instancePath+"/service.health",schemaPath:"#/properties/service.health/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["service.health"].type,parentSchema:schema48.properties["service.health"],data:data20};
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
const err56 = {instancePath:instancePath+"/ipv4.quiet",schemaPath:"#/properties/ipv4.quiet/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["ipv4.quiet"],data:data22};
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
if(!pattern7.test(data23)){
const err57 = {instancePath:instancePath+"/ipv4.quiet/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data23};
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
const err58 = {instancePath:instancePath+"/ipv4.quiet/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data23};
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
const err59 = {instancePath:instancePath+"/ipv4.quiet/ignore/" + i0,schemaPath:"#/$defs/ipv4_or_prefix/format",keyword:"format",params:{format: "ipv4-or-prefix"},message:"must match format \""+"ipv4-or-prefix"+"\"",schema:"ipv4-or-prefix",parentSchema:schema62,data:data25};
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
const err60 = {instancePath:instancePath+"/ipv4.quiet/ignore/" + i0,schemaPath:"#/$defs/ipv4_or_prefix/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema62.type,parentSchema:schema62,data:data25};
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
const err61 = {instancePath:instancePath+"/ipv4.quiet/ignore",schemaPath:"#/properties/ipv4.quiet/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema48.properties["ipv4.quiet"].properties.ignore.type,parentSchema:schema48.properties["ipv4.quiet"].properties.ignore,data:data24};
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
const err62 = {instancePath:instancePath+"/ipv4.quiet",schemaPath:"#/properties/ipv4.quiet/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["ipv4.quiet"].type,parentSchema:schema48.properties["ipv4.quiet"],data:data22};
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
const err63 = {instancePath:instancePath+"/ssh.fresh6",schemaPath:"#/properties/ssh.fresh6/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["ssh.fresh6"],data:data26};
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
const err64 = {instancePath:instancePath+"/ssh.fresh6",schemaPath:"#/properties/ssh.fresh6/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["ssh.fresh6"].type,parentSchema:schema48.properties["ssh.fresh6"],data:data26};
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
const err65 = {instancePath:instancePath+"/prefer6",schemaPath:"#/properties/prefer6/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties.prefer6,data:data27};
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
if(func2(data28) > 254){
const err66 = {instancePath:instancePath+"/prefer6/name",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema49,data:data28};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(!pattern15.test(data28)){
const err67 = {instancePath:instancePath+"/prefer6/name",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema49,data:data28};
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
const err68 = {instancePath:instancePath+"/prefer6/name",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.type,parentSchema:schema49,data:data28};
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
const err69 = {instancePath:instancePath+"/prefer6",schemaPath:"#/properties/prefer6/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties.prefer6.type,parentSchema:schema48.properties.prefer6,data:data27};
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
const err70 = {instancePath:instancePath+"/needs6",schemaPath:"#/properties/needs6/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties.needs6,data:data29};
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
const err71 = {instancePath:instancePath+"/needs6",schemaPath:"#/properties/needs6/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties.needs6.type,parentSchema:schema48.properties.needs6,data:data29};
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
const err72 = {instancePath:instancePath+"/traffic.ratio",schemaPath:"#/properties/traffic.ratio/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["traffic.ratio"],data:data30};
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
const err73 = {instancePath:instancePath+"/traffic.ratio",schemaPath:"#/properties/traffic.ratio/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["traffic.ratio"].type,parentSchema:schema48.properties["traffic.ratio"],data:data30};
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
const err74 = {instancePath:instancePath+"/ipv4.literals",schemaPath:"#/properties/ipv4.literals/enum",keyword:"enum",params:{allowedValues: schema48.properties["ipv4.literals"].enum},message:"must be equal to one of the allowed values",schema:schema48.properties["ipv4.literals"].enum,parentSchema:schema48.properties["ipv4.literals"],data:data31};
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
const err75 = {instancePath:instancePath+"/path.mtu",schemaPath:"#/properties/path.mtu/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["path.mtu"],data:data32};
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
const err76 = {instancePath:instancePath+"/path.mtu/bytes",schemaPath:"#/properties/path.mtu/properties/bytes/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema48.properties["path.mtu"].properties.bytes.type,parentSchema:schema48.properties["path.mtu"].properties.bytes,data:data33};
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
const err77 = {instancePath:instancePath+"/path.mtu/bytes",schemaPath:"#/properties/path.mtu/properties/bytes/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema48.properties["path.mtu"].properties.bytes,data:data33};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
if(data33 < 1280 || isNaN(data33)){
const err78 = {instancePath:instancePath+"/path.mtu/bytes",schemaPath:"#/properties/path.mtu/properties/bytes/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1280},message:"must be >= 1280",schema:1280,parentSchema:schema48.properties["path.mtu"].properties.bytes,data:data33};
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
const err79 = {instancePath:instancePath+"/path.mtu",schemaPath:"#/properties/path.mtu/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["path.mtu"].type,parentSchema:schema48.properties["path.mtu"],data:data32};
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
const err80 = {instancePath:instancePath+"/firewall.parity",schemaPath:"#/properties/firewall.parity/enum",keyword:"enum",params:{allowedValues: schema48.properties["firewall.parity"].enum},message:"must be equal to one of the allowed values",schema:schema48.properties["firewall.parity"].enum,parentSchema:schema48.properties["firewall.parity"],data:data34};
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
const err81 = {instancePath:instancePath+"/nat64.failures",schemaPath:"#/properties/nat64.failures/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["nat64.failures"],data:data35};
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
const err82 = {instancePath:instancePath+"/nat64.failures/max",schemaPath:"#/properties/nat64.failures/properties/max/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema48.properties["nat64.failures"].properties.max.type,parentSchema:schema48.properties["nat64.failures"].properties.max,data:data36};
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
const err83 = {instancePath:instancePath+"/nat64.failures/max",schemaPath:"#/properties/nat64.failures/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48.properties["nat64.failures"].properties.max,data:data36};
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
const err84 = {instancePath:instancePath+"/nat64.failures",schemaPath:"#/properties/nat64.failures/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["nat64.failures"].type,parentSchema:schema48.properties["nat64.failures"],data:data35};
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
const err85 = {instancePath:instancePath+"/inbound4",schemaPath:"#/properties/inbound4/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties.inbound4,data:data37};
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
const err86 = {instancePath:instancePath+"/inbound4",schemaPath:"#/properties/inbound4/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties.inbound4.type,parentSchema:schema48.properties.inbound4,data:data37};
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
const err87 = {instancePath:instancePath+"/host.ipv6",schemaPath:"#/properties/host.ipv6/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["host.ipv6"],data:data38};
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
const err88 = {instancePath:instancePath+"/host.ipv6",schemaPath:"#/properties/host.ipv6/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["host.ipv6"].type,parentSchema:schema48.properties["host.ipv6"],data:data38};
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
const err89 = {instancePath:instancePath+"/listen.parity",schemaPath:"#/properties/listen.parity/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["listen.parity"],data:data39};
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
const err90 = {instancePath:instancePath+"/listen.parity",schemaPath:"#/properties/listen.parity/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["listen.parity"].type,parentSchema:schema48.properties["listen.parity"],data:data39};
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
const err91 = {instancePath:instancePath+"/allow.parity",schemaPath:"#/properties/allow.parity/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["allow.parity"],data:data40};
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
const err92 = {instancePath:instancePath+"/allow.parity",schemaPath:"#/properties/allow.parity/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["allow.parity"].type,parentSchema:schema48.properties["allow.parity"],data:data40};
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
const err93 = {instancePath:instancePath+"/tls.sans",schemaPath:"#/properties/tls.sans/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key18},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["tls.sans"],data:data41};
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
const err94 = {instancePath:instancePath+"/tls.sans",schemaPath:"#/properties/tls.sans/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["tls.sans"].type,parentSchema:schema48.properties["tls.sans"],data:data41};
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
const err95 = {instancePath:instancePath+"/dns.reverse",schemaPath:"#/properties/dns.reverse/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["dns.reverse"],data:data42};
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
const err96 = {instancePath:instancePath+"/dns.reverse",schemaPath:"#/properties/dns.reverse/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["dns.reverse"].type,parentSchema:schema48.properties["dns.reverse"],data:data42};
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
const err97 = {instancePath:instancePath+"/dns.authoritative",schemaPath:"#/properties/dns.authoritative/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["dns.authoritative"],data:data43};
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
const err98 = {instancePath:instancePath+"/dns.authoritative",schemaPath:"#/properties/dns.authoritative/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["dns.authoritative"].type,parentSchema:schema48.properties["dns.authoritative"],data:data43};
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
const err99 = {instancePath:instancePath+"/dns.quiet",schemaPath:"#/properties/dns.quiet/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key21},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["dns.quiet"],data:data44};
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
if(!pattern7.test(data45)){
const err100 = {instancePath:instancePath+"/dns.quiet/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data45};
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
const err101 = {instancePath:instancePath+"/dns.quiet/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data45};
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
const err102 = {instancePath:instancePath+"/dns.quiet/max",schemaPath:"#/properties/dns.quiet/properties/max/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema48.properties["dns.quiet"].properties.max.type,parentSchema:schema48.properties["dns.quiet"].properties.max,data:data46};
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
const err103 = {instancePath:instancePath+"/dns.quiet/max",schemaPath:"#/properties/dns.quiet/properties/max/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48.properties["dns.quiet"].properties.max,data:data46};
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
const err104 = {instancePath:instancePath+"/dns.quiet",schemaPath:"#/properties/dns.quiet/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["dns.quiet"].type,parentSchema:schema48.properties["dns.quiet"],data:data44};
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
const err105 = {instancePath:instancePath+"/time.sync",schemaPath:"#/properties/time.sync/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key22},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["time.sync"],data:data47};
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
const err106 = {instancePath:instancePath+"/time.sync",schemaPath:"#/properties/time.sync/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["time.sync"].type,parentSchema:schema48.properties["time.sync"],data:data47};
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
const err107 = {instancePath:instancePath+"/packages.mirror",schemaPath:"#/properties/packages.mirror/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key23},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["packages.mirror"],data:data48};
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
const err108 = {instancePath:instancePath+"/packages.mirror",schemaPath:"#/properties/packages.mirror/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["packages.mirror"].type,parentSchema:schema48.properties["packages.mirror"],data:data48};
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
const err109 = {instancePath:instancePath+"/logs.arrive",schemaPath:"#/properties/logs.arrive/required",keyword:"required",params:{missingProperty: "at"},message:"must have required property '"+"at"+"'",schema:schema48.properties["logs.arrive"].required,parentSchema:schema48.properties["logs.arrive"],data:data49};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
if(data49.in === undefined){
const err110 = {instancePath:instancePath+"/logs.arrive",schemaPath:"#/properties/logs.arrive/required",keyword:"required",params:{missingProperty: "in"},message:"must have required property '"+"in"+"'",schema:schema48.properties["logs.arrive"].required,parentSchema:schema48.properties["logs.arrive"],data:data49};
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
const err111 = {instancePath:instancePath+"/logs.arrive",schemaPath:"#/properties/logs.arrive/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key24},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["logs.arrive"],data:data49};
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
if(func2(data50) < 1){
const err112 = {instancePath:instancePath+"/logs.arrive/at",schemaPath:"#/properties/logs.arrive/properties/at/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["logs.arrive"].properties.at,data:data50};
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
const err113 = {instancePath:instancePath+"/logs.arrive/at",schemaPath:"#/properties/logs.arrive/properties/at/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["logs.arrive"].properties.at.type,parentSchema:schema48.properties["logs.arrive"].properties.at,data:data50};
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
const err114 = {instancePath:instancePath+"/logs.arrive/in",schemaPath:"#/properties/logs.arrive/properties/in/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema48.properties["logs.arrive"].properties.in,data:data51};
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
if(!pattern30.test(data52)){
const err115 = {instancePath:instancePath+"/logs.arrive/in/" + i1,schemaPath:"#/properties/logs.arrive/properties/in/items/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema48.properties["logs.arrive"].properties.in.items,data:data52};
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
const err116 = {instancePath:instancePath+"/logs.arrive/in/" + i1,schemaPath:"#/properties/logs.arrive/properties/in/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["logs.arrive"].properties.in.items.type,parentSchema:schema48.properties["logs.arrive"].properties.in.items,data:data52};
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
const err117 = {instancePath:instancePath+"/logs.arrive/in",schemaPath:"#/properties/logs.arrive/properties/in/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema48.properties["logs.arrive"].properties.in.type,parentSchema:schema48.properties["logs.arrive"].properties.in,data:data51};
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
const err118 = {instancePath:instancePath+"/logs.arrive",schemaPath:"#/properties/logs.arrive/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["logs.arrive"].type,parentSchema:schema48.properties["logs.arrive"],data:data49};
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
const err119 = {instancePath:instancePath+"/monitoring.ipv6",schemaPath:"#/properties/monitoring.ipv6/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key25},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["monitoring.ipv6"],data:data53};
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
if(!pattern7.test(data54)){
const err120 = {instancePath:instancePath+"/monitoring.ipv6/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data54};
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
const err121 = {instancePath:instancePath+"/monitoring.ipv6/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data54};
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
const err122 = {instancePath:instancePath+"/monitoring.ipv6/from",schemaPath:"#/properties/monitoring.ipv6/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema48.properties["monitoring.ipv6"].properties.from,data:data55};
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
if(func2(data56) < 1){
const err123 = {instancePath:instancePath+"/monitoring.ipv6/from/" + i2,schemaPath:"#/properties/monitoring.ipv6/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["monitoring.ipv6"].properties.from.items,data:data56};
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
const err124 = {instancePath:instancePath+"/monitoring.ipv6/from/" + i2,schemaPath:"#/properties/monitoring.ipv6/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["monitoring.ipv6"].properties.from.items.type,parentSchema:schema48.properties["monitoring.ipv6"].properties.from.items,data:data56};
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
const err125 = {instancePath:instancePath+"/monitoring.ipv6/from",schemaPath:"#/properties/monitoring.ipv6/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema48.properties["monitoring.ipv6"].properties.from.type,parentSchema:schema48.properties["monitoring.ipv6"].properties.from,data:data55};
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
const err126 = {instancePath:instancePath+"/monitoring.ipv6",schemaPath:"#/properties/monitoring.ipv6/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["monitoring.ipv6"].type,parentSchema:schema48.properties["monitoring.ipv6"],data:data53};
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
const err127 = {instancePath:instancePath+"/ipv4.gone",schemaPath:"#/properties/ipv4.gone/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key26},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["ipv4.gone"],data:data57};
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
if(!pattern7.test(data58)){
const err128 = {instancePath:instancePath+"/ipv4.gone/lease",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data58};
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
const err129 = {instancePath:instancePath+"/ipv4.gone/lease",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data58};
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
const err130 = {instancePath:instancePath+"/ipv4.gone/reboot",schemaPath:"#/properties/ipv4.gone/properties/reboot/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema48.properties["ipv4.gone"].properties.reboot.type,parentSchema:schema48.properties["ipv4.gone"].properties.reboot,data:data59};
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
const err131 = {instancePath:instancePath+"/ipv4.gone",schemaPath:"#/properties/ipv4.gone/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["ipv4.gone"].type,parentSchema:schema48.properties["ipv4.gone"],data:data57};
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
const err132 = {instancePath:instancePath+"/metric.prometheus",schemaPath:"#/properties/metric.prometheus/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema48.properties["metric.prometheus"].required,parentSchema:schema48.properties["metric.prometheus"],data:data60};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
if(data60.query === undefined){
const err133 = {instancePath:instancePath+"/metric.prometheus",schemaPath:"#/properties/metric.prometheus/required",keyword:"required",params:{missingProperty: "query"},message:"must have required property '"+"query"+"'",schema:schema48.properties["metric.prometheus"].required,parentSchema:schema48.properties["metric.prometheus"],data:data60};
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
const err134 = {instancePath:instancePath+"/metric.prometheus",schemaPath:"#/properties/metric.prometheus/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key27},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["metric.prometheus"],data:data60};
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
if(!pattern21.test(data61)){
const err135 = {instancePath:instancePath+"/metric.prometheus/url",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema55,data:data61};
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
const err136 = {instancePath:instancePath+"/metric.prometheus/url",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.type,parentSchema:schema55,data:data61};
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
if(func2(data62) < 1){
const err137 = {instancePath:instancePath+"/metric.prometheus/query",schemaPath:"#/properties/metric.prometheus/properties/query/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["metric.prometheus"].properties.query,data:data62};
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
const err138 = {instancePath:instancePath+"/metric.prometheus/query",schemaPath:"#/properties/metric.prometheus/properties/query/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["metric.prometheus"].properties.query.type,parentSchema:schema48.properties["metric.prometheus"].properties.query,data:data62};
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
const err139 = {instancePath:instancePath+"/metric.prometheus/above",schemaPath:"#/properties/metric.prometheus/properties/above/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema48.properties["metric.prometheus"].properties.above.type,parentSchema:schema48.properties["metric.prometheus"].properties.above,data:data63};
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
const err140 = {instancePath:instancePath+"/metric.prometheus/below",schemaPath:"#/properties/metric.prometheus/properties/below/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema48.properties["metric.prometheus"].properties.below.type,parentSchema:schema48.properties["metric.prometheus"].properties.below,data:data64};
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
const err141 = {instancePath:instancePath+"/metric.prometheus/from",schemaPath:"#/properties/metric.prometheus/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema48.properties["metric.prometheus"].properties.from,data:data65};
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
if(func2(data66) < 1){
const err142 = {instancePath:instancePath+"/metric.prometheus/from/" + i3,schemaPath:"#/properties/metric.prometheus/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["metric.prometheus"].properties.from.items,data:data66};
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
const err143 = {instancePath:instancePath+"/metric.prometheus/from/" + i3,schemaPath:"#/properties/metric.prometheus/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["metric.prometheus"].properties.from.items.type,parentSchema:schema48.properties["metric.prometheus"].properties.from.items,data:data66};
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
const err144 = {instancePath:instancePath+"/metric.prometheus/from",schemaPath:"#/properties/metric.prometheus/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema48.properties["metric.prometheus"].properties.from.type,parentSchema:schema48.properties["metric.prometheus"].properties.from,data:data65};
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
if(!pattern7.test(data67)){
const err145 = {instancePath:instancePath+"/metric.prometheus/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data67};
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
const err146 = {instancePath:instancePath+"/metric.prometheus/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data67};
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
const err147 = {instancePath:instancePath+"/metric.prometheus/no_data",schemaPath:"#/properties/metric.prometheus/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema48.properties["metric.prometheus"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["metric.prometheus"].properties.no_data.enum,parentSchema:schema48.properties["metric.prometheus"].properties.no_data,data:data68};
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
const err148 = {instancePath:instancePath+"/metric.prometheus",schemaPath:"#/properties/metric.prometheus/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["metric.prometheus"].type,parentSchema:schema48.properties["metric.prometheus"],data:data60};
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
const err149 = {instancePath:instancePath+"/metric.http",schemaPath:"#/properties/metric.http/required",keyword:"required",params:{missingProperty: "url"},message:"must have required property '"+"url"+"'",schema:schema48.properties["metric.http"].required,parentSchema:schema48.properties["metric.http"],data:data69};
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
const err150 = {instancePath:instancePath+"/metric.http",schemaPath:"#/properties/metric.http/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key28},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["metric.http"],data:data69};
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
if(!pattern21.test(data70)){
const err151 = {instancePath:instancePath+"/metric.http/url",schemaPath:"#/$defs/url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+(/\\S*)?$"},message:"must match pattern \""+"^https?://[^\\s/]+(/\\S*)?$"+"\"",schema:"^https?://[^\\s/]+(/\\S*)?$",parentSchema:schema55,data:data70};
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
const err152 = {instancePath:instancePath+"/metric.http/url",schemaPath:"#/$defs/url/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.type,parentSchema:schema55,data:data70};
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
const err153 = {instancePath:instancePath+"/metric.http/status",schemaPath:"#/properties/metric.http/properties/status/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema48.properties["metric.http"].properties.status.type,parentSchema:schema48.properties["metric.http"].properties.status,data:data71};
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
const err154 = {instancePath:instancePath+"/metric.http/status",schemaPath:"#/properties/metric.http/properties/status/maximum",keyword:"maximum",params:{comparison: "<=", limit: 599},message:"must be <= 599",schema:599,parentSchema:schema48.properties["metric.http"].properties.status,data:data71};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
if(data71 < 100 || isNaN(data71)){
const err155 = {instancePath:instancePath+"/metric.http/status",schemaPath:"#/properties/metric.http/properties/status/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100},message:"must be >= 100",schema:100,parentSchema:schema48.properties["metric.http"].properties.status,data:data71};
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
if(func2(data72) < 1){
const err156 = {instancePath:instancePath+"/metric.http/body",schemaPath:"#/properties/metric.http/properties/body/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["metric.http"].properties.body,data:data72};
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
const err157 = {instancePath:instancePath+"/metric.http/body",schemaPath:"#/properties/metric.http/properties/body/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["metric.http"].properties.body.type,parentSchema:schema48.properties["metric.http"].properties.body,data:data72};
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
const err158 = {instancePath:instancePath+"/metric.http/family",schemaPath:"#/properties/metric.http/properties/family/enum",keyword:"enum",params:{allowedValues: schema48.properties["metric.http"].properties.family.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["metric.http"].properties.family.enum,parentSchema:schema48.properties["metric.http"].properties.family,data:data73};
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
const err159 = {instancePath:instancePath+"/metric.http/from",schemaPath:"#/properties/metric.http/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema48.properties["metric.http"].properties.from,data:data74};
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
if(func2(data75) < 1){
const err160 = {instancePath:instancePath+"/metric.http/from/" + i4,schemaPath:"#/properties/metric.http/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["metric.http"].properties.from.items,data:data75};
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
const err161 = {instancePath:instancePath+"/metric.http/from/" + i4,schemaPath:"#/properties/metric.http/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["metric.http"].properties.from.items.type,parentSchema:schema48.properties["metric.http"].properties.from.items,data:data75};
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
const err162 = {instancePath:instancePath+"/metric.http/from",schemaPath:"#/properties/metric.http/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema48.properties["metric.http"].properties.from.type,parentSchema:schema48.properties["metric.http"].properties.from,data:data74};
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
if(!pattern7.test(data76)){
const err163 = {instancePath:instancePath+"/metric.http/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data76};
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
const err164 = {instancePath:instancePath+"/metric.http/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data76};
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
const err165 = {instancePath:instancePath+"/metric.http/no_data",schemaPath:"#/properties/metric.http/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema48.properties["metric.http"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["metric.http"].properties.no_data.enum,parentSchema:schema48.properties["metric.http"].properties.no_data,data:data77};
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
const err166 = {instancePath:instancePath+"/metric.http",schemaPath:"#/properties/metric.http/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["metric.http"].type,parentSchema:schema48.properties["metric.http"],data:data69};
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
const err167 = {instancePath:instancePath+"/metric.command",schemaPath:"#/properties/metric.command/required",keyword:"required",params:{missingProperty: "run"},message:"must have required property '"+"run"+"'",schema:schema48.properties["metric.command"].required,parentSchema:schema48.properties["metric.command"],data:data78};
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
const err168 = {instancePath:instancePath+"/metric.command",schemaPath:"#/properties/metric.command/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key29},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["metric.command"],data:data78};
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
const err169 = {instancePath:instancePath+"/metric.command/run",schemaPath:"#/properties/metric.command/properties/run/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema48.properties["metric.command"].properties.run,data:data79};
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
const err170 = {instancePath:instancePath+"/metric.command/run/" + i5,schemaPath:"#/properties/metric.command/properties/run/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["metric.command"].properties.run.items.type,parentSchema:schema48.properties["metric.command"].properties.run.items,data:data80};
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
const err171 = {instancePath:instancePath+"/metric.command/run",schemaPath:"#/properties/metric.command/properties/run/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema48.properties["metric.command"].properties.run.type,parentSchema:schema48.properties["metric.command"].properties.run,data:data79};
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
const err172 = {instancePath:instancePath+"/metric.command/above",schemaPath:"#/properties/metric.command/properties/above/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema48.properties["metric.command"].properties.above.type,parentSchema:schema48.properties["metric.command"].properties.above,data:data81};
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
const err173 = {instancePath:instancePath+"/metric.command/below",schemaPath:"#/properties/metric.command/properties/below/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema48.properties["metric.command"].properties.below.type,parentSchema:schema48.properties["metric.command"].properties.below,data:data82};
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
const err174 = {instancePath:instancePath+"/metric.command/from",schemaPath:"#/properties/metric.command/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema48.properties["metric.command"].properties.from,data:data83};
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
if(func2(data84) < 1){
const err175 = {instancePath:instancePath+"/metric.command/from/" + i6,schemaPath:"#/properties/metric.command/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["metric.command"].properties.from.items,data:data84};
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
const err176 = {instancePath:instancePath+"/metric.command/from/" + i6,schemaPath:"#/properties/metric.command/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["metric.command"].properties.from.items.type,parentSchema:schema48.properties["metric.command"].properties.from.items,data:data84};
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
const err177 = {instancePath:instancePath+"/metric.command/from",schemaPath:"#/properties/metric.command/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema48.properties["metric.command"].properties.from.type,parentSchema:schema48.properties["metric.command"].properties.from,data:data83};
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
if(!pattern7.test(data85)){
const err178 = {instancePath:instancePath+"/metric.command/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data85};
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
const err179 = {instancePath:instancePath+"/metric.command/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data85};
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
const err180 = {instancePath:instancePath+"/metric.command/no_data",schemaPath:"#/properties/metric.command/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema48.properties["metric.command"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["metric.command"].properties.no_data.enum,parentSchema:schema48.properties["metric.command"].properties.no_data,data:data86};
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
const err181 = {instancePath:instancePath+"/metric.command",schemaPath:"#/properties/metric.command/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["metric.command"].type,parentSchema:schema48.properties["metric.command"],data:data78};
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
const err182 = {instancePath:instancePath+"/metric.smtp",schemaPath:"#/properties/metric.smtp/required",keyword:"required",params:{missingProperty: "server"},message:"must have required property '"+"server"+"'",schema:schema48.properties["metric.smtp"].required,parentSchema:schema48.properties["metric.smtp"],data:data87};
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
const err183 = {instancePath:instancePath+"/metric.smtp",schemaPath:"#/properties/metric.smtp/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key30},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["metric.smtp"],data:data87};
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
if(!pattern22.test(data88)){
const err184 = {instancePath:instancePath+"/metric.smtp/server",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema56,data:data88};
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
const err185 = {instancePath:instancePath+"/metric.smtp/server",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema56.type,parentSchema:schema56,data:data88};
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
const err186 = {instancePath:instancePath+"/metric.smtp/starttls",schemaPath:"#/properties/metric.smtp/properties/starttls/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema48.properties["metric.smtp"].properties.starttls.type,parentSchema:schema48.properties["metric.smtp"].properties.starttls,data:data89};
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
const err187 = {instancePath:instancePath+"/metric.smtp/family",schemaPath:"#/properties/metric.smtp/properties/family/enum",keyword:"enum",params:{allowedValues: schema48.properties["metric.smtp"].properties.family.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["metric.smtp"].properties.family.enum,parentSchema:schema48.properties["metric.smtp"].properties.family,data:data90};
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
const err188 = {instancePath:instancePath+"/metric.smtp/from",schemaPath:"#/properties/metric.smtp/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema48.properties["metric.smtp"].properties.from,data:data91};
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
if(func2(data92) < 1){
const err189 = {instancePath:instancePath+"/metric.smtp/from/" + i7,schemaPath:"#/properties/metric.smtp/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["metric.smtp"].properties.from.items,data:data92};
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
const err190 = {instancePath:instancePath+"/metric.smtp/from/" + i7,schemaPath:"#/properties/metric.smtp/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["metric.smtp"].properties.from.items.type,parentSchema:schema48.properties["metric.smtp"].properties.from.items,data:data92};
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
const err191 = {instancePath:instancePath+"/metric.smtp/from",schemaPath:"#/properties/metric.smtp/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema48.properties["metric.smtp"].properties.from.type,parentSchema:schema48.properties["metric.smtp"].properties.from,data:data91};
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
if(!pattern7.test(data93)){
const err192 = {instancePath:instancePath+"/metric.smtp/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data93};
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
const err193 = {instancePath:instancePath+"/metric.smtp/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data93};
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
const err194 = {instancePath:instancePath+"/metric.smtp/no_data",schemaPath:"#/properties/metric.smtp/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema48.properties["metric.smtp"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["metric.smtp"].properties.no_data.enum,parentSchema:schema48.properties["metric.smtp"].properties.no_data,data:data94};
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
const err195 = {instancePath:instancePath+"/metric.smtp",schemaPath:"#/properties/metric.smtp/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["metric.smtp"].type,parentSchema:schema48.properties["metric.smtp"],data:data87};
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
const err196 = {instancePath:instancePath+"/metric.tcp",schemaPath:"#/properties/metric.tcp/required",keyword:"required",params:{missingProperty: "server"},message:"must have required property '"+"server"+"'",schema:schema48.properties["metric.tcp"].required,parentSchema:schema48.properties["metric.tcp"],data:data95};
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
const err197 = {instancePath:instancePath+"/metric.tcp",schemaPath:"#/properties/metric.tcp/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key31},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["metric.tcp"],data:data95};
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
if(!pattern22.test(data96)){
const err198 = {instancePath:instancePath+"/metric.tcp/server",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema56,data:data96};
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
const err199 = {instancePath:instancePath+"/metric.tcp/server",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema56.type,parentSchema:schema56,data:data96};
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
const err200 = {instancePath:instancePath+"/metric.tcp/family",schemaPath:"#/properties/metric.tcp/properties/family/enum",keyword:"enum",params:{allowedValues: schema48.properties["metric.tcp"].properties.family.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["metric.tcp"].properties.family.enum,parentSchema:schema48.properties["metric.tcp"].properties.family,data:data97};
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
const err201 = {instancePath:instancePath+"/metric.tcp/from",schemaPath:"#/properties/metric.tcp/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema48.properties["metric.tcp"].properties.from,data:data98};
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
if(func2(data99) < 1){
const err202 = {instancePath:instancePath+"/metric.tcp/from/" + i8,schemaPath:"#/properties/metric.tcp/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["metric.tcp"].properties.from.items,data:data99};
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
const err203 = {instancePath:instancePath+"/metric.tcp/from/" + i8,schemaPath:"#/properties/metric.tcp/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["metric.tcp"].properties.from.items.type,parentSchema:schema48.properties["metric.tcp"].properties.from.items,data:data99};
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
const err204 = {instancePath:instancePath+"/metric.tcp/from",schemaPath:"#/properties/metric.tcp/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema48.properties["metric.tcp"].properties.from.type,parentSchema:schema48.properties["metric.tcp"].properties.from,data:data98};
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
if(!pattern7.test(data100)){
const err205 = {instancePath:instancePath+"/metric.tcp/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data100};
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
const err206 = {instancePath:instancePath+"/metric.tcp/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data100};
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
const err207 = {instancePath:instancePath+"/metric.tcp/no_data",schemaPath:"#/properties/metric.tcp/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema48.properties["metric.tcp"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["metric.tcp"].properties.no_data.enum,parentSchema:schema48.properties["metric.tcp"].properties.no_data,data:data101};
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
const err208 = {instancePath:instancePath+"/metric.tcp",schemaPath:"#/properties/metric.tcp/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["metric.tcp"].type,parentSchema:schema48.properties["metric.tcp"],data:data95};
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
const err209 = {instancePath:instancePath+"/metric.tls",schemaPath:"#/properties/metric.tls/required",keyword:"required",params:{missingProperty: "server"},message:"must have required property '"+"server"+"'",schema:schema48.properties["metric.tls"].required,parentSchema:schema48.properties["metric.tls"],data:data102};
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
const err210 = {instancePath:instancePath+"/metric.tls",schemaPath:"#/properties/metric.tls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key32},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["metric.tls"],data:data102};
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
if(!pattern22.test(data103)){
const err211 = {instancePath:instancePath+"/metric.tls/server",schemaPath:"#/$defs/endpoint/pattern",keyword:"pattern",params:{pattern: "^\\S+:[0-9]{1,5}$"},message:"must match pattern \""+"^\\S+:[0-9]{1,5}$"+"\"",schema:"^\\S+:[0-9]{1,5}$",parentSchema:schema56,data:data103};
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
const err212 = {instancePath:instancePath+"/metric.tls/server",schemaPath:"#/$defs/endpoint/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema56.type,parentSchema:schema56,data:data103};
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
if(func2(data104) > 254){
const err213 = {instancePath:instancePath+"/metric.tls/name",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema49,data:data104};
if(vErrors === null){
vErrors = [err213];
}
else {
vErrors.push(err213);
}
errors++;
}
if(!pattern15.test(data104)){
const err214 = {instancePath:instancePath+"/metric.tls/name",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema49,data:data104};
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
const err215 = {instancePath:instancePath+"/metric.tls/name",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.type,parentSchema:schema49,data:data104};
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
const err216 = {instancePath:instancePath+"/metric.tls/days",schemaPath:"#/properties/metric.tls/properties/days/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema48.properties["metric.tls"].properties.days.type,parentSchema:schema48.properties["metric.tls"].properties.days,data:data105};
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
const err217 = {instancePath:instancePath+"/metric.tls/days",schemaPath:"#/properties/metric.tls/properties/days/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema48.properties["metric.tls"].properties.days,data:data105};
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
const err218 = {instancePath:instancePath+"/metric.tls/any_issuer",schemaPath:"#/properties/metric.tls/properties/any_issuer/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema48.properties["metric.tls"].properties.any_issuer.type,parentSchema:schema48.properties["metric.tls"].properties.any_issuer,data:data106};
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
const err219 = {instancePath:instancePath+"/metric.tls/family",schemaPath:"#/properties/metric.tls/properties/family/enum",keyword:"enum",params:{allowedValues: schema48.properties["metric.tls"].properties.family.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["metric.tls"].properties.family.enum,parentSchema:schema48.properties["metric.tls"].properties.family,data:data107};
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
const err220 = {instancePath:instancePath+"/metric.tls/from",schemaPath:"#/properties/metric.tls/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema48.properties["metric.tls"].properties.from,data:data108};
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
if(func2(data109) < 1){
const err221 = {instancePath:instancePath+"/metric.tls/from/" + i9,schemaPath:"#/properties/metric.tls/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["metric.tls"].properties.from.items,data:data109};
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
const err222 = {instancePath:instancePath+"/metric.tls/from/" + i9,schemaPath:"#/properties/metric.tls/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["metric.tls"].properties.from.items.type,parentSchema:schema48.properties["metric.tls"].properties.from.items,data:data109};
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
const err223 = {instancePath:instancePath+"/metric.tls/from",schemaPath:"#/properties/metric.tls/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema48.properties["metric.tls"].properties.from.type,parentSchema:schema48.properties["metric.tls"].properties.from,data:data108};
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
if(!pattern7.test(data110)){
const err224 = {instancePath:instancePath+"/metric.tls/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data110};
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
const err225 = {instancePath:instancePath+"/metric.tls/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data110};
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
const err226 = {instancePath:instancePath+"/metric.tls/no_data",schemaPath:"#/properties/metric.tls/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema48.properties["metric.tls"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["metric.tls"].properties.no_data.enum,parentSchema:schema48.properties["metric.tls"].properties.no_data,data:data111};
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
const err227 = {instancePath:instancePath+"/metric.tls",schemaPath:"#/properties/metric.tls/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["metric.tls"].type,parentSchema:schema48.properties["metric.tls"],data:data102};
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
const err228 = {instancePath:instancePath+"/metric.dns",schemaPath:"#/properties/metric.dns/required",keyword:"required",params:{missingProperty: "server"},message:"must have required property '"+"server"+"'",schema:schema48.properties["metric.dns"].required,parentSchema:schema48.properties["metric.dns"],data:data112};
if(vErrors === null){
vErrors = [err228];
}
else {
vErrors.push(err228);
}
errors++;
}
if(data112.name === undefined){
const err229 = {instancePath:instancePath+"/metric.dns",schemaPath:"#/properties/metric.dns/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema48.properties["metric.dns"].required,parentSchema:schema48.properties["metric.dns"],data:data112};
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
const err230 = {instancePath:instancePath+"/metric.dns",schemaPath:"#/properties/metric.dns/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key33},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["metric.dns"],data:data112};
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
if(func2(data113) < 1){
const err231 = {instancePath:instancePath+"/metric.dns/server",schemaPath:"#/properties/metric.dns/properties/server/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["metric.dns"].properties.server,data:data113};
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
const err232 = {instancePath:instancePath+"/metric.dns/server",schemaPath:"#/properties/metric.dns/properties/server/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["metric.dns"].properties.server.type,parentSchema:schema48.properties["metric.dns"].properties.server,data:data113};
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
if(func2(data114) > 254){
const err233 = {instancePath:instancePath+"/metric.dns/name",schemaPath:"#/$defs/domain/maxLength",keyword:"maxLength",params:{limit: 254},message:"must NOT have more than 254 characters",schema:254,parentSchema:schema49,data:data114};
if(vErrors === null){
vErrors = [err233];
}
else {
vErrors.push(err233);
}
errors++;
}
if(!pattern15.test(data114)){
const err234 = {instancePath:instancePath+"/metric.dns/name",schemaPath:"#/$defs/domain/pattern",keyword:"pattern",params:{pattern: "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"},message:"must match pattern \""+"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$"+"\"",schema:"^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?$",parentSchema:schema49,data:data114};
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
const err235 = {instancePath:instancePath+"/metric.dns/name",schemaPath:"#/$defs/domain/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.type,parentSchema:schema49,data:data114};
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
const err236 = {instancePath:instancePath+"/metric.dns/type",schemaPath:"#/properties/metric.dns/properties/type/enum",keyword:"enum",params:{allowedValues: schema48.properties["metric.dns"].properties.type.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["metric.dns"].properties.type.enum,parentSchema:schema48.properties["metric.dns"].properties.type,data:data115};
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
if(func2(data116) < 1){
const err237 = {instancePath:instancePath+"/metric.dns/answer",schemaPath:"#/properties/metric.dns/properties/answer/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["metric.dns"].properties.answer,data:data116};
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
const err238 = {instancePath:instancePath+"/metric.dns/answer",schemaPath:"#/properties/metric.dns/properties/answer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["metric.dns"].properties.answer.type,parentSchema:schema48.properties["metric.dns"].properties.answer,data:data116};
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
const err239 = {instancePath:instancePath+"/metric.dns/from",schemaPath:"#/properties/metric.dns/properties/from/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema48.properties["metric.dns"].properties.from,data:data117};
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
if(func2(data118) < 1){
const err240 = {instancePath:instancePath+"/metric.dns/from/" + i10,schemaPath:"#/properties/metric.dns/properties/from/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties["metric.dns"].properties.from.items,data:data118};
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
const err241 = {instancePath:instancePath+"/metric.dns/from/" + i10,schemaPath:"#/properties/metric.dns/properties/from/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties["metric.dns"].properties.from.items.type,parentSchema:schema48.properties["metric.dns"].properties.from.items,data:data118};
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
const err242 = {instancePath:instancePath+"/metric.dns/from",schemaPath:"#/properties/metric.dns/properties/from/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema48.properties["metric.dns"].properties.from.type,parentSchema:schema48.properties["metric.dns"].properties.from,data:data117};
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
if(!pattern7.test(data119)){
const err243 = {instancePath:instancePath+"/metric.dns/for",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data119};
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
const err244 = {instancePath:instancePath+"/metric.dns/for",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data119};
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
const err245 = {instancePath:instancePath+"/metric.dns/no_data",schemaPath:"#/properties/metric.dns/properties/no_data/enum",keyword:"enum",params:{allowedValues: schema48.properties["metric.dns"].properties.no_data.enum},message:"must be equal to one of the allowed values",schema:schema48.properties["metric.dns"].properties.no_data.enum,parentSchema:schema48.properties["metric.dns"].properties.no_data,data:data120};
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
const err246 = {instancePath:instancePath+"/metric.dns",schemaPath:"#/properties/metric.dns/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["metric.dns"].type,parentSchema:schema48.properties["metric.dns"],data:data112};
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
const err247 = {instancePath:instancePath+"/records.aaaa",schemaPath:"#/properties/records.aaaa/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key34},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["records.aaaa"],data:data121};
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
if(!pattern7.test(data122)){
const err248 = {instancePath:instancePath+"/records.aaaa/within",schemaPath:"#/$defs/duration/pattern",keyword:"pattern",params:{pattern: "^(0|([0-9]+(ms|s|m|h|d))+)$"},message:"must match pattern \""+"^(0|([0-9]+(ms|s|m|h|d))+)$"+"\"",schema:"^(0|([0-9]+(ms|s|m|h|d))+)$",parentSchema:schema37,data:data122};
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
const err249 = {instancePath:instancePath+"/records.aaaa/within",schemaPath:"#/$defs/duration/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.type,parentSchema:schema37,data:data122};
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
const err250 = {instancePath:instancePath+"/records.aaaa",schemaPath:"#/properties/records.aaaa/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["records.aaaa"].type,parentSchema:schema48.properties["records.aaaa"],data:data121};
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
const err251 = {instancePath:instancePath+"/records.expired",schemaPath:"#/properties/records.expired/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key35},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties["records.expired"],data:data123};
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
const err252 = {instancePath:instancePath+"/records.expired",schemaPath:"#/properties/records.expired/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties["records.expired"].type,parentSchema:schema48.properties["records.expired"],data:data123};
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
const err253 = {instancePath:instancePath+"/own",schemaPath:"#/properties/own/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema48.properties.own.required,parentSchema:schema48.properties.own,data:data124};
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
const err254 = {instancePath:instancePath+"/own",schemaPath:"#/properties/own/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key36},message:"must NOT have additional properties",schema:false,parentSchema:schema48.properties.own,data:data124};
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
if(func2(data125) < 1){
const err255 = {instancePath:instancePath+"/own/file",schemaPath:"#/properties/own/properties/file/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema48.properties.own.properties.file,data:data125};
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
const err256 = {instancePath:instancePath+"/own/file",schemaPath:"#/properties/own/properties/file/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema48.properties.own.properties.file.type,parentSchema:schema48.properties.own.properties.file,data:data125};
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
const err257 = {instancePath:instancePath+"/own/args",schemaPath:"#/properties/own/properties/args/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties.own.properties.args.type,parentSchema:schema48.properties.own.properties.args,data:data126};
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
const err258 = {instancePath:instancePath+"/own",schemaPath:"#/properties/own/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.properties.own.type,parentSchema:schema48.properties.own,data:data124};
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
const err259 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema48.type,parentSchema:schema48,data};
if(vErrors === null){
vErrors = [err259];
}
else {
vErrors.push(err259);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


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
if(typeof data === "string"){
if(func2(data) < 1){
const err0 = {instancePath,schemaPath:"#/$defs/gate_name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema47,data};
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
const err1 = {instancePath,schemaPath:"#/$defs/gate_name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema47.type,parentSchema:schema47,data};
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
if(!(validate24(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
var _valid0 = _errs4 === errors;
valid0 = valid0 || _valid0;
if(_valid0){
var props0 = true;
}
if(!valid0){
const err2 = {instancePath,schemaPath:"#/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema46.anyOf,parentSchema:schema46,data};
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
validate23.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate23.evaluated = {"dynamicProps":true,"dynamicItems":false};

const schema82 = SCHEMA["$defs"]["step"];
const pattern48 = new RegExp("^[a-z0-9][a-z0-9-]*$", "u");
const pattern49 = new RegExp("^!?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$", "u");

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
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.name === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema82.required,parentSchema:schema82,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.id === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema82.required,parentSchema:schema82,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.on === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "on"},message:"must have required property '"+"on"+"'",schema:schema82.required,parentSchema:schema82,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.module === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "module"},message:"must have required property '"+"module"+"'",schema:schema82.required,parentSchema:schema82,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!(func1.call(schema82.properties, key0))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema82,data};
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
if(func2(data0) < 1){
const err5 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema82.properties.name,data:data0};
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
const err6 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema82.properties.name.type,parentSchema:schema82.properties.name,data:data0};
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
if(!pattern48.test(data1)){
const err7 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/pattern",keyword:"pattern",params:{pattern: "^[a-z0-9][a-z0-9-]*$"},message:"must match pattern \""+"^[a-z0-9][a-z0-9-]*$"+"\"",schema:"^[a-z0-9][a-z0-9-]*$",parentSchema:schema82.properties.id,data:data1};
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
const err8 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema82.properties.id.type,parentSchema:schema82.properties.id,data:data1};
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
const err9 = {instancePath:instancePath+"/on",schemaPath:"#/properties/on/enum",keyword:"enum",params:{allowedValues: schema82.properties.on.enum},message:"must be equal to one of the allowed values",schema:schema82.properties.on.enum,parentSchema:schema82.properties.on,data:data2};
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
const err10 = {instancePath:instancePath+"/module",schemaPath:"#/properties/module/enum",keyword:"enum",params:{allowedValues: schema82.properties.module.enum},message:"must be equal to one of the allowed values",schema:schema82.properties.module.enum,parentSchema:schema82.properties.module,data:data3};
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
const err11 = {instancePath:instancePath+"/want",schemaPath:"#/properties/want/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema82.properties.want.type,parentSchema:schema82.properties.want,data:data4};
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
const err12 = {instancePath:instancePath+"/guarded",schemaPath:"#/properties/guarded/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema82.properties.guarded.type,parentSchema:schema82.properties.guarded,data:data5};
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
if(!pattern49.test(data6)){
const err13 = {instancePath:instancePath+"/when",schemaPath:"#/properties/when/pattern",keyword:"pattern",params:{pattern: "^!?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$"},message:"must match pattern \""+"^!?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$"+"\"",schema:"^!?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*$",parentSchema:schema82.properties.when,data:data6};
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
const err14 = {instancePath:instancePath+"/when",schemaPath:"#/properties/when/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema82.properties.when.type,parentSchema:schema82.properties.when,data:data6};
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
if(!(validate23(data7[i0], {instancePath:instancePath+"/before/" + i0,parentData:data7,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err15 = {instancePath:instancePath+"/before",schemaPath:"#/properties/before/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.properties.before.type,parentSchema:schema82.properties.before,data:data7};
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
if(!(validate23(data9[i1], {instancePath:instancePath+"/after/" + i1,parentData:data9,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err16 = {instancePath:instancePath+"/after",schemaPath:"#/properties/after/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema82.properties.after.type,parentSchema:schema82.properties.after,data:data9};
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
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema82.type,parentSchema:schema82,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://migrate.invalid/schemas/playbook.schema.json" */;
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
if(data.playbook === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "playbook"},message:"must have required property '"+"playbook"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.phase === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "phase"},message:"must have required property '"+"phase"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.name === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema31.required,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.steps === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "steps"},message:"must have required property '"+"steps"+"'",schema:schema31.required,parentSchema:schema31,data};
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
if(data.playbook !== undefined){
let data0 = data.playbook;
if(1 !== data0){
const err5 = {instancePath:instancePath+"/playbook",schemaPath:"#/properties/playbook/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant",schema:1,parentSchema:schema31.properties.playbook,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.phase !== undefined){
let data1 = data.phase;
if(!((((data1 === "phase-1") || (data1 === "phase-2")) || (data1 === "phase-3")) || (data1 === "phase-4"))){
const err6 = {instancePath:instancePath+"/phase",schemaPath:"#/$defs/phase_id/enum",keyword:"enum",params:{allowedValues: schema32.enum},message:"must be equal to one of the allowed values",schema:schema32.enum,parentSchema:schema32,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.name !== undefined){
let data2 = data.name;
if(typeof data2 === "string"){
if(func2(data2) < 1){
const err7 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema31.properties.name,data:data2};
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
const err8 = {instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.properties.name.type,parentSchema:schema31.properties.name,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.rollout !== undefined){
if(!(validate21(data.rollout, {instancePath:instancePath+"/rollout",parentData:data,parentDataProperty:"rollout",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
if(data.entry !== undefined){
let data4 = data.entry;
if(Array.isArray(data4)){
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
if(!(validate23(data4[i0], {instancePath:instancePath+"/entry/" + i0,parentData:data4,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err9 = {instancePath:instancePath+"/entry",schemaPath:"#/properties/entry/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.entry.type,parentSchema:schema31.properties.entry,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.steps !== undefined){
let data6 = data.steps;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
if(!(validate27(data6[i1], {instancePath:instancePath+"/steps/" + i1,parentData:data6,parentDataProperty:i1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate27.errors : vErrors.concat(validate27.errors);
errors = vErrors.length;
}
}
}
else {
const err10 = {instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.steps.type,parentSchema:schema31.properties.steps,data:data6};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.exit !== undefined){
let data8 = data.exit;
if(Array.isArray(data8)){
const len2 = data8.length;
for(let i2=0; i2<len2; i2++){
if(!(validate23(data8[i2], {instancePath:instancePath+"/exit/" + i2,parentData:data8,parentDataProperty:i2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err11 = {instancePath:instancePath+"/exit",schemaPath:"#/properties/exit/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.exit.type,parentSchema:schema31.properties.exit,data:data8};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.service_entry !== undefined){
let data10 = data.service_entry;
if(Array.isArray(data10)){
const len3 = data10.length;
for(let i3=0; i3<len3; i3++){
if(!(validate23(data10[i3], {instancePath:instancePath+"/service_entry/" + i3,parentData:data10,parentDataProperty:i3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err12 = {instancePath:instancePath+"/service_entry",schemaPath:"#/properties/service_entry/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.service_entry.type,parentSchema:schema31.properties.service_entry,data:data10};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.service_exit !== undefined){
let data12 = data.service_exit;
if(Array.isArray(data12)){
const len4 = data12.length;
for(let i4=0; i4<len4; i4++){
if(!(validate23(data12[i4], {instancePath:instancePath+"/service_exit/" + i4,parentData:data12,parentDataProperty:i4,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err13 = {instancePath:instancePath+"/service_exit",schemaPath:"#/properties/service_exit/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema31.properties.service_exit.type,parentSchema:schema31.properties.service_exit,data:data12};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.on_fail !== undefined){
let data14 = data.on_fail;
if(!((data14 === "halt") || (data14 === "undo"))){
const err14 = {instancePath:instancePath+"/on_fail",schemaPath:"#/properties/on_fail/enum",keyword:"enum",params:{allowedValues: schema31.properties.on_fail.enum},message:"must be equal to one of the allowed values",schema:schema31.properties.on_fail.enum,parentSchema:schema31.properties.on_fail,data:data14};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.approve !== undefined){
let data15 = data.approve;
if(typeof data15 !== "boolean"){
const err15 = {instancePath:instancePath+"/approve",schemaPath:"#/properties/approve/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema31.properties.approve.type,parentSchema:schema31.properties.approve,data:data15};
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
const err16 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema31.type,parentSchema:schema31,data};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

