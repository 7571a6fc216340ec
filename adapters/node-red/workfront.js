// The nodes of workfront-actions, which its manifest describes.
const { registerNodes } = require('workfront-actions/node-red');

module.exports = (RED) => registerNodes(RED);
