// koffi looks for its addon in its own package; in the driver's bundle it lies beside the code.
module.exports = require("./koffi.node");
module.exports.default = module.exports;
