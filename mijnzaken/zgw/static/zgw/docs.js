"use strict";
const plaats = document.getElementById("documentatie");
window.SwaggerUIBundle({
  url: plaats.dataset.document,
  domNode: plaats,
  deepLinking: true,
  docExpansion: "none",
  validatorUrl: null,
});
