/* global SwaggerUIBundle */
// The page only shows the routes. It can send no write, because that needs the token that only the desk’s own page has.
SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', supportedSubmitMethods: [], deepLinking: false });
