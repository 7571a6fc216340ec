// The Zapier app of workfront-actions, which its manifest describes.
const { createZapierApp } = require('workfront-actions/zapier');
const { version: platformVersion } = require('zapier-platform-core');
const { version } = require('./package.json');

module.exports = createZapierApp({ version, platformVersion });
