// The Activepieces piece of workfront-actions, which its manifest describes.
const { createWorkfrontPiece } = require('workfront-actions/activepieces');

exports.workfront = createWorkfrontPiece();
