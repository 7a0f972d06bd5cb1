/* global SwaggerUIBundle */
// The page shows the routes; it sends nothing, because a write needs the token that the desk's own page has.
SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', supportedSubmitMethods: [], deepLinking: false });
